/// Splits into runs of word characters and runs of what is neither those nor white space, which goes: `\w+|[^\w\s]+`.
enum WhitespacePreTokenizer {
  /// Calls `emit` with the parts of `piece`.
  static func split(
    _ bytes: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>, _ emit: (Range<Int>) throws -> Void
  ) rethrows {
    var start = piece.lowerBound
    var last: SplitClass = .whitespace
    var index = start
    while index < piece.upperBound {
      let (value, length) = UTF8Scalars.decode(bytes, at: index)
      let kind = SplitClass.of(value).intersection([.word, .whitespace])
      if kind != last {
        if !last.contains(.whitespace), start < index { try emit(start..<index) }
        start = index
        last = kind
      }
      index += length
    }
    if !last.contains(.whitespace), start < index { try emit(start..<index) }
  }
}
