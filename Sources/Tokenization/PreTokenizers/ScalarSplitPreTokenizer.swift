/// Splits at every scalar of a kind: the stages `Punctuation`, `WhitespaceSplit` and `CharDelimiterSplit`.
struct ScalarSplitPreTokenizer: Sendable, Equatable {
  /// At which scalars.
  enum Delimiter: DelimiterFinder, Sendable, Equatable {
    /// What ``BertPreTokenizer`` holds to be punctuation.
    case punctuation
    case whitespace
    /// One scalar.
    case scalar(UInt32)
  }

  let delimiter: Delimiter
  /// What becomes of them.
  let behavior: SplitBehavior

  /// Calls `emit` with the parts of `piece`.
  func split(
    _ bytes: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>, _ emit: (Range<Int>) throws -> Void
  ) throws {
    try behavior.split(bytes, piece, at: delimiter, emit)
  }
}

extension ScalarSplitPreTokenizer.Delimiter {
  /// Calls `body` with each of the scalars inside `range`.
  func forEachMatch(
    in bytes: UnsafeBufferPointer<UInt8>, within range: Range<Int>, _ body: (Range<Int>) throws -> Void
  ) throws {
    switch self {
    case .punctuation: try forEach(bytes, range, body) { SplitClass.of($0).contains(.punctuation) }
    case .whitespace: try forEach(bytes, range, body) { SplitClass.of($0).contains(.whitespace) }
    case .scalar(let scalar): try forEach(bytes, range, body) { $0 == scalar }
    }
  }

  @inline(__always)
  private func forEach(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ body: (Range<Int>) throws -> Void,
    where isDelimiter: (UInt32) -> Bool
  ) rethrows {
    var index = range.lowerBound
    while index < range.upperBound {
      let (value, length) = UTF8Scalars.decode(bytes, at: index)
      if isDelimiter(value) { try body(index..<index + length) }
      index += length
    }
  }
}
