/// GPT-2's split pattern as a scanner made by hand:
/// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`.
///
/// In words: English endings after an apostrophe; runs of letters, of numbers and of anything else, each with the space
/// before it; and runs of white space, which leave their last character to the word that follows.
enum GPT2Pattern {
  /// Calls `emit` with the parts of `piece`, which together are all of it; the pattern sees nothing outside of it.
  @inline(__always)
  static func split(_ bytes: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>, _ emit: (Range<Int>) -> Void) {
    let end = piece.upperBound
    var start = piece.lowerBound
    while start < end {
      let next = self.end(of: bytes, from: start, limit: end)
      emit(start..<next)
      start = next
    }
  }

  /// Where the part that begins at `start` ends.
  @inline(__always)
  private static func end(of bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int) -> Int {
    let first = bytes[start]
    if first == UInt8(ascii: "'") {
      let length = contraction(bytes, after: start + 1, limit: limit)
      if length > 0 { return start + 1 + length }
    }
    var (value, length) = UTF8Scalars.decode(bytes, at: start)
    var index = start
    if first == UInt8(ascii: " "), start + 1 < limit {
      // A space goes with what follows, unless that is white space too.
      let (following, followingLength) = UTF8Scalars.decode(bytes, at: start + 1)
      if !SplitClass.of(following).contains(.whitespace) {
        index = start + 1
        (value, length) = (following, followingLength)
      }
    }
    let kind = SplitClass.of(value).intersection([.letter, .number, .whitespace])
    index += length
    if kind.contains(.whitespace) { return whitespaceEnd(bytes, start: start, afterFirst: index, limit: limit) }
    while index < limit {
      let (value, length) = UTF8Scalars.decode(bytes, at: index)
      if SplitClass.of(value).intersection([.letter, .number, .whitespace]) != kind { break }
      index += length
    }
    return index
  }

  /// The end of a run of white space: one character earlier where something follows, unless it is the only one.
  private static func whitespaceEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, start: Int, afterFirst: Int, limit: Int
  ) -> Int {
    var index = afterFirst
    var last = start
    while index < limit {
      let (value, length) = UTF8Scalars.decode(bytes, at: index)
      guard SplitClass.of(value).contains(.whitespace) else { return last > start ? last : index }
      last = index
      index += length
    }
    return index
  }

  /// How many letters of `s t re ve m ll d` stand at `index`; 0 for none.
  private static func contraction(_ bytes: UnsafeBufferPointer<UInt8>, after index: Int, limit: Int) -> Int {
    guard index < limit else { return 0 }
    switch bytes[index] {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"): return 1
    case UInt8(ascii: "r"), UInt8(ascii: "v"):
      return index + 1 < limit && bytes[index + 1] == UInt8(ascii: "e") ? 2 : 0
    case UInt8(ascii: "l"):
      return index + 1 < limit && bytes[index + 1] == UInt8(ascii: "l") ? 2 : 0
    default: return 0
    }
  }
}
