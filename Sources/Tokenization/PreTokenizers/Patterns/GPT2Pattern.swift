/// GPT-2's split pattern as a scanner made by hand:
/// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`.
///
/// In words: English endings after an apostrophe; runs of letters, of numbers and of anything else, each with the space
/// before it; and runs of white space, which leave their last character to the word that follows.
struct GPT2Pattern: SplitScanner {
  static let matchesEverywhere = true

  @inline(__always)
  func end(of bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int) -> Int {
    let first = bytes[start]
    let begin = first == UInt8(ascii: " ") && start + 1 < limit ? start + 1 : start
    // Most pieces of most texts: a word, with the space before it.
    if ScalarRun.isASCIILetter(bytes[begin]) { return ScalarRun.endOfLetters(bytes, from: begin + 1, limit: limit) }
    return rareEnd(of: bytes, from: start, begin: begin, limit: limit)
  }

  @inline(never)
  private func rareEnd(of bytes: UnsafeBufferPointer<UInt8>, from start: Int, begin: Int, limit: Int) -> Int {
    if bytes[start] == UInt8(ascii: "'") {
      let length = Contraction.length(bytes, after: start + 1, limit: limit)
      if length > 0 { return start + 1 + length }
    }
    let (kind, length) = ScalarRun.category(bytes, at: begin)
    if !kind.isDisjoint(with: .letter) { return ScalarRun.endOfLetters(bytes, from: begin + length, limit: limit) }
    if !kind.isDisjoint(with: .number) {
      return ScalarRun.end(of: .number, bytes, from: begin + length, limit: limit)
    }
    if !kind.isDisjoint(with: .whitespace) { return ScalarRun.endOfSpaces(bytes, from: start, limit: limit) }
    return ScalarRun.end(of: .sign, bytes, from: begin + length, limit: limit)
  }
}
