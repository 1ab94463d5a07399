/// Splits around digits, of any script: runs of them, or each of them.
struct DigitsPreTokenizer: Sendable, Equatable {
  /// Whether each digit is a piece of its own, instead of each run of digits.
  var individually: Bool

  /// Calls `emit` with the parts of `piece`.
  @inline(__always)
  func split(
    _ bytes: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>, _ emit: (Range<Int>) throws -> Void
  ) rethrows {
    var start = piece.lowerBound
    var wasDigit = false
    var index = start
    while index < piece.upperBound {
      let (value, length) = UTF8Scalars.decode(bytes, at: index)
      let isDigit = SplitClass.of(value).contains(.numeric)
      if index > start, isDigit != wasDigit || (isDigit && individually) {
        try emit(start..<index)
        start = index
      }
      wasDigit = isDigit
      index += length
    }
    if start < piece.upperBound { try emit(start..<piece.upperBound) }
  }
}
