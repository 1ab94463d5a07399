/// The long split pattern of DeepSeek V2, V3 and R1 as a scanner made by hand, with `!` for any ASCII punctuation:
/// `[!][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`.
///
/// In words: an ASCII sign with the ASCII letters behind it; runs of letters and marks, with any one other scalar before
/// them; runs of signs, with the space before and the line ends behind them; white space. Numbers and controls that no
/// letter follows match nothing.
struct DeepSeekPattern: SplitScanner, Sendable, Equatable {
  static let matchesEverywhere = false

  private static let letters: CategorySet = [.letter, .mark]
  private static let signs: CategorySet = [.punctuation, .symbol]

  @inline(__always)
  func end(of bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int) -> Int {
    let begin = bytes[start] == UInt8(ascii: " ") && start + 1 < limit ? start + 1 : start
    if ScalarRun.isASCIILetter(bytes[begin]) {
      return ScalarRun.endOfLetters(bytes, from: begin + 1, limit: limit, Self.letters)
    }
    return rareEnd(of: bytes, from: start, limit: limit)
  }

  @inline(never)
  private func rareEnd(of bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int) -> Int {
    let first = bytes[start]
    let (kind, length) = ScalarRun.category(bytes, at: start)
    let next = start + length
    if !kind.isDisjoint(with: Self.letters) {
      return ScalarRun.endOfLetters(bytes, from: next, limit: limit, Self.letters)
    }
    let isSign = !kind.isDisjoint(with: Self.signs)
    var signs = start
    if next < limit {
      if isSign, first < 0x80, ScalarRun.isASCIILetter(bytes[next]) {
        return ScalarRun.endOfASCIILetters(bytes, from: next + 1, limit: limit)
      }
      let (following, followingLength) = ScalarRun.category(bytes, at: next)
      if !isSign, first != 0x0D, first != 0x0A, !following.isDisjoint(with: Self.letters) {
        return ScalarRun.endOfLetters(bytes, from: next + followingLength, limit: limit, Self.letters)
      }
      if first == UInt8(ascii: " "), !following.isDisjoint(with: Self.signs) { signs = next }
    }
    if isSign || signs > start {
      let end = ScalarRun.end(of: Self.signs, bytes, from: signs, limit: limit)
      return ScalarRun.endOfBytes(bytes, from: end, limit: limit, 0x0D, 0x0A, 0x0A)
    }
    if !kind.isDisjoint(with: .whitespace) { return ScalarRun.endOfLines(bytes, from: start, limit: limit) }
    return start
  }
}
