/// The split pattern of o200k_base (GPT-4o), and of Mistral's tekken, as a scanner made by hand.
///
/// With `U` for `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]`, `l` for `[\p{Ll}\p{Lm}\p{Lo}\p{M}]` and `E` for
/// `(?i:'s|'t|'re|'ve|'m|'ll|'d)?`:
/// `[^\r\n\p{L}\p{N}]?U*l+E|[^\r\n\p{L}\p{N}]?U+l*E|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+`.
///
/// In words: as in ``CL100KPattern``, but a word also ends before a capital that follows a small letter, endings belong to
/// their word, and slashes to the signs before them.
struct O200KPattern: SplitScanner, Sendable, Equatable {
  static let matchesEverywhere = true

  /// How many numbers make a piece at most.
  var numberLimit = 3
  /// Whether English endings belong to the word before them.
  var takesEndings = true

  private static let upper: CategorySet = [.uppercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .mark]
  private static let lower: CategorySet = [.lowercaseLetter, .modifierLetter, .otherLetter, .mark]

  @inline(__always)
  func end(of bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int) -> Int {
    let (kind, length) = ScalarRun.category(bytes, at: start)
    let first = bytes[start]
    let next = start + length
    // A mark could also be the sign before a word: it comes to the same, as it is both `U` and `l`.
    if !kind.isDisjoint(with: [.letter, .mark]), let end = wordEnd(bytes, from: start, limit: limit) {
      return withEnding(bytes, end, limit)
    }
    if kind.isDisjoint(with: .number), first != 0x0D, first != 0x0A, next < limit,
      let end = wordEnd(bytes, from: next, limit: limit)
    {
      return withEnding(bytes, end, limit)
    }
    return rareEnd(of: bytes, from: start, kind: kind, next: next, limit: limit)
  }

  /// `U*l+|U+l*` from `start` on; nil where it does not match.
  @inline(__always)
  private func wordEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int) -> Int? {
    var index = start
    // Behind the last scalar that is both: where `U*` has to give back until `l+` has one.
    var lastOfBoth: Int?
    while index < limit {
      let (kind, length) = ScalarRun.category(bytes, at: index)
      if kind.isDisjoint(with: Self.upper) {
        if kind.isDisjoint(with: Self.lower) { break }
        return endOfLower(bytes, from: index + length, limit: limit)
      }
      index += length
      if !kind.isDisjoint(with: Self.lower) { lastOfBoth = index }
    }
    return lastOfBoth ?? (index > start ? index : nil)
  }

  @inline(__always)
  private func endOfLower(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int) -> Int {
    var index = start
    while index < limit {
      let byte = bytes[index]
      if byte < 0x80 {
        if byte &- 0x61 >= 26 { return index }
        index += 1
      } else {
        let (value, length) = UTF8Scalars.decode(bytes, at: index)
        if CategorySet.of(value).isDisjoint(with: Self.lower) { return index }
        index += length
      }
    }
    return index
  }

  @inline(__always)
  private func withEnding(_ bytes: UnsafeBufferPointer<UInt8>, _ end: Int, _ limit: Int) -> Int {
    guard takesEndings, end < limit, bytes[end] == UInt8(ascii: "'") else { return end }
    let length = Contraction.lengthIgnoringCase(bytes, after: end + 1, limit: limit)
    return length > 0 ? end + 1 + length : end
  }

  @inline(never)
  private func rareEnd(
    of bytes: UnsafeBufferPointer<UInt8>, from start: Int, kind: CategorySet, next: Int, limit: Int
  ) -> Int {
    if !kind.isDisjoint(with: .number) {
      return ScalarRun.end(of: .number, bytes, from: next, limit: limit, atMost: numberLimit - 1)
    }
    var signs = start
    if bytes[start] == UInt8(ascii: " "), next < limit,
      !ScalarRun.category(bytes, at: next).kind.isDisjoint(with: .sign)
    {
      signs = next
    }
    if signs == start, !kind.isDisjoint(with: .whitespace) {
      return ScalarRun.endOfLines(bytes, from: start, limit: limit)
    }
    let end = ScalarRun.end(of: .sign, bytes, from: signs, limit: limit)
    return ScalarRun.endOfBytes(bytes, from: end, limit: limit, 0x0D, 0x0A, UInt8(ascii: "/"))
  }
}
