/// The split pattern of cl100k_base (GPT-4), and of Llama 3 and Qwen, as a scanner made by hand:
/// `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`.
///
/// In words: English endings; runs of letters, with any one sign or space before them; up to three digits; runs of signs,
/// with the space before and the line ends behind them; and white space up to its last line end.
struct CL100KPattern: SplitScanner, Sendable, Equatable {
  static let matchesEverywhere = true

  /// How many numbers make a piece at most.
  var numberLimit = 3
  /// Whether white space at the end of the text is one piece: `\s++$` comes first.
  var joinsLastSpaces = false
  /// What counts as a letter: Qwen 3.5 counts marks too.
  var letters = CategorySet.letter
  /// Whether `'ſ` is an ending, as where case is ignored.
  var hasLongEnding = true

  @inline(__always)
  func end(of bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int) -> Int {
    let first = bytes[start]
    let begin = first == UInt8(ascii: " ") && start + 1 < limit ? start + 1 : start
    if ScalarRun.isASCIILetter(bytes[begin]) {
      return ScalarRun.endOfLetters(bytes, from: begin + 1, limit: limit, letters)
    }
    return rareEnd(of: bytes, from: start, limit: limit)
  }

  @inline(never)
  private func rareEnd(of bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int) -> Int {
    let first = bytes[start]
    if first == UInt8(ascii: "'") {
      let length = Contraction.lengthIgnoringCase(bytes, after: start + 1, limit: limit)
      let isLong = length > 0 && bytes[start + 1] == 0xC5
      if length > 0, hasLongEnding || !isLong { return start + 1 + length }
    }
    let (kind, length) = ScalarRun.category(bytes, at: start)
    let next = start + length
    if !kind.isDisjoint(with: letters) { return ScalarRun.endOfLetters(bytes, from: next, limit: limit, letters) }
    if !kind.isDisjoint(with: .number) {
      return ScalarRun.end(of: .number, bytes, from: next, limit: limit, atMost: numberLimit - 1)
    }
    var signs = start
    if next < limit {
      let (following, followingLength) = ScalarRun.category(bytes, at: next)
      if first != 0x0D, first != 0x0A, !following.isDisjoint(with: letters) {
        return ScalarRun.endOfLetters(bytes, from: next + followingLength, limit: limit, letters)
      }
      if first == UInt8(ascii: " "), !following.isDisjoint(with: .sign) { signs = next }
    }
    if signs == start, !kind.isDisjoint(with: .whitespace) {
      return ScalarRun.endOfLines(bytes, from: start, limit: limit, wholeAtEnd: joinsLastSpaces)
    }
    let end = ScalarRun.end(of: CategorySet.sign.subtracting(letters), bytes, from: signs, limit: limit)
    return ScalarRun.endOfBytes(bytes, from: end, limit: limit, 0x0D, 0x0A, 0x0A)
  }
}
