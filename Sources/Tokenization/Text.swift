/// Where a byte of normalized text comes from: a range of bytes of the original text.
struct SourceRange: Equatable {
  var start: UInt32
  var end: UInt32
}

/// Text on its way to the model: bytes, and how each of them lies in the original.
///
/// A view is valid only inside the closure that hands it out.
struct TextView {
  /// Valid UTF-8.
  let bytes: UnsafeBufferPointer<UInt8>
  /// For each byte, the scalars of the original it stands for; nil where the text is a part of the original itself.
  let sources: UnsafeBufferPointer<SourceRange>?
  /// Where the text begins in the original.
  let base: Int

  /// The bytes of the original that `range` of this text stands for: whole scalars, also where `range` cuts one.
  @inline(__always)
  func sourceRange(of range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else { return base..<base }
    if let sources {
      let start = Int(sources[range.lowerBound].start)
      return start..<max(start, Int(sources[range.upperBound - 1].end))
    }
    var start = range.lowerBound
    var end = range.upperBound
    while start > 0, UTF8Scalars.isContinuation(bytes[start]) { start -= 1 }
    while end < bytes.count, UTF8Scalars.isContinuation(bytes[end]) { end += 1 }
    return base + start..<base + end
  }

  /// As ``sourceRange(of:)``, in the form that a text keeps; `range` must not cut a scalar.
  @inline(__always)
  func source(of range: Range<Int>) -> SourceRange {
    if let sources {
      return SourceRange(start: sources[range.lowerBound].start, end: sources[range.upperBound - 1].end)
    }
    return SourceRange(
      start: UInt32(truncatingIfNeeded: base + range.lowerBound),
      end: UInt32(truncatingIfNeeded: base + range.upperBound))
  }

  /// The first byte from `start` on that is not ASCII, or the end.
  func endOfASCII(from start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] < 0x80 { index += 1 }
    return index
  }

  /// Calls `body` with each scalar of `range`, which must not cut one: its value, its bytes here, and its source.
  @inline(__always)
  func forEachScalar(in range: Range<Int>, _ body: (UInt32, Range<Int>, SourceRange) throws -> Void) rethrows {
    var index = range.lowerBound
    while index < range.upperBound {
      let (value, length) = UTF8Scalars.decode(bytes, at: index)
      let source = sourceRange(of: index..<index + length)
      try body(
        value, index..<index + length,
        SourceRange(
          start: UInt32(truncatingIfNeeded: source.lowerBound), end: UInt32(truncatingIfNeeded: source.upperBound)))
      index += length
    }
  }

  /// The part of this text in `range`, which must not cut a scalar.
  func slice(_ range: Range<Int>) -> TextView {
    TextView(
      bytes: UnsafeBufferPointer(rebasing: bytes[range]),
      sources: sources.map { UnsafeBufferPointer(rebasing: $0[range]) },
      base: range.isEmpty ? base : Int(source(of: range).start))
  }
}

/// Text that a normalizer or a pre-tokenizer made, with where each byte comes from.
struct AlignedText {
  var bytes: [UInt8] = []
  var sources: [SourceRange] = []
  /// Where the text that this one was made from begins in the original.
  var base = 0

  /// A text without bytes.
  init() {}

  /// A copy of `view`.
  init(_ view: TextView) {
    base = view.base
    append(0..<view.bytes.count, of: view)
  }

  /// Makes room for `count` bytes.
  mutating func reserveCapacity(_ count: Int) {
    bytes.reserveCapacity(count)
    sources.reserveCapacity(count)
  }

  /// Appends the scalar `value`, which stands for `source`.
  @inline(__always)
  mutating func append(_ value: UInt32, from source: SourceRange) {
    for _ in 0..<UTF8Scalars.append(value, to: &bytes) { sources.append(source) }
  }

  /// Appends the part of `view` in `range`, which must not cut a scalar.
  mutating func append(_ range: Range<Int>, of view: TextView) {
    bytes.append(contentsOf: view.bytes[range])
    if let known = view.sources { return sources.append(contentsOf: known[range]) }
    var index = range.lowerBound
    while index < range.upperBound {
      let length = UTF8Scalars.decode(view.bytes, at: index).length
      let source = view.source(of: index..<index + length)
      for _ in 0..<length { sources.append(source) }
      index += length
    }
  }

  /// Calls `body` with a view of this text.
  func withView<Result>(_ body: (TextView) throws -> Result) rethrows -> Result {
    try bytes.withUnsafeBufferPointer { bytes in
      try sources.withUnsafeBufferPointer { sources in
        try body(TextView(bytes: bytes, sources: sources, base: base))
      }
    }
  }
}
