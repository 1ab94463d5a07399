/// Splits into pieces of so many scalars; the last may be shorter.
struct FixedLengthPreTokenizer: Sendable, Equatable {
  /// How many scalars a piece has, at least 1.
  let length: Int

  /// Calls `emit` with the parts of `piece`.
  func split(
    _ bytes: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>, _ emit: (Range<Int>) throws -> Void
  ) rethrows {
    var start = piece.lowerBound
    var count = 0
    for index in piece where !UTF8Scalars.isContinuation(bytes[index]) {
      if count == length {
        try emit(start..<index)
        start = index
        count = 0
      }
      count += 1
    }
    if start < piece.upperBound { try emit(start..<piece.upperBound) }
  }
}
