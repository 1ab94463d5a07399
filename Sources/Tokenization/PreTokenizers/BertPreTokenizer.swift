/// BERT's way to split: at white space, which goes, and around punctuation, each mark of which is a piece of its own.
enum BertPreTokenizer {
  /// Calls `emit` with the parts of `piece`.
  static func split(
    _ bytes: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>, _ emit: (Range<Int>) throws -> Void
  ) rethrows {
    var start = piece.lowerBound
    var index = start
    while index < piece.upperBound {
      let (value, length) = UTF8Scalars.decode(bytes, at: index)
      let kind = SplitClass.of(value)
      if kind.isDisjoint(with: [.whitespace, .punctuation]) {
        index += length
        continue
      }
      if start < index { try emit(start..<index) }
      if kind.contains(.punctuation) { try emit(index..<index + length) }
      index += length
      start = index
    }
    if start < piece.upperBound { try emit(start..<piece.upperBound) }
  }
}
