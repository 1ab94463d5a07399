import ByteFiles

/// Takes a long text piece by piece, checks that it is UTF-8, and cuts it into parts.
struct LongTextReader {
  /// A part of the text, and where it begins.
  struct Part {
    let bytes: [UInt8]
    let offset: Int
    /// Whether the text ends with it.
    let isLast: Bool
  }

  private var finder: CutFinder?
  private let partSize: Int
  private let read: (_ count: Int) throws -> [UInt8]
  /// What was read and is in no part yet, and how much of it is known to be UTF-8.
  private var pending: [UInt8] = []
  private var validCount = 0
  private var offset = 0
  private var isAtEnd = false
  private var isDone = false

  /// A reader of parts of about `partSize` bytes, or of the text as a whole where `finder` is nil.
  ///
  /// - Parameter read: Gives at most so many bytes more, and none at the end of the text alone.
  init(_ finder: CutFinder?, partSize: Int, read: @escaping (_ count: Int) throws -> [UInt8]) {
    self.finder = finder
    self.partSize = partSize
    self.read = read
  }

  /// The next part; nil behind the last one.
  ///
  /// A text without bytes is one part. A part is longer than asked for where there is no place to cut, and takes memory by
  /// its length.
  ///
  /// - Throws: ``TokenizationError/invalidUTF8(offset:)``, ``TokenizationError/textTooLong(bytes:limit:)`` for a part above
  ///   ``Tokenizer/longestText``, and what `read` throws.
  mutating func next() throws -> Part? {
    guard !isDone else { return nil }
    var wanted = partSize
    while true {
      try fill(wanted)
      if offset == 0, let finder, !withValid(finder.mayCut) { self.finder = nil }
      if isAtEnd, finder == nil || pending.count <= wanted { return take(pending.count, isLast: true) }
      if let finder, let cut = withValid(finder.lastPlaceToCut) { return take(cut, isLast: false) }
      if isAtEnd { return take(pending.count, isLast: true) }
      guard pending.count <= Tokenizer.longestText else {
        throw TokenizationError.textTooLong(bytes: pending.count, limit: Tokenizer.longestText)
      }
      wanted = pending.count * 2
    }
  }

  private func withValid<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    pending.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<validCount])) }
  }

  private mutating func take(_ count: Int, isLast: Bool) -> Part {
    let part = Part(bytes: Array(pending.prefix(count)), offset: offset, isLast: isLast)
    pending.removeFirst(count)
    validCount -= count
    offset += count
    isDone = isLast
    return part
  }

  private mutating func fill(_ count: Int) throws {
    while !isAtEnd, pending.count < count {
      let bytes = try read(count - pending.count)
      isAtEnd = bytes.isEmpty
      pending.append(contentsOf: bytes)
    }
    let invalid = pending.withUnsafeBytes {
      UTF8Validation.firstInvalidOffset(UnsafeRawBufferPointer(rebasing: $0[validCount...]))
    }
    let end = invalid.map { validCount + $0 } ?? pending.count
    // A scalar may go on behind what was read.
    guard end == pending.count || (!isAtEnd && pending.count - end < UTF8Scalars.length(startingWith: pending[end]))
    else { throw TokenizationError.invalidUTF8(offset: offset + end) }
    validCount = end
  }
}
