extension PatternTranslator {
  /// Reads the repetitions behind an atom: more than one repeat each other.
  mutating func repetitions() throws {
    guard let start = atom else { return }
    var body = atomBody
    var isLong = false
    var count = 0
    while let repetition = try readRepetition() {
      count += 1
      guard count <= 10 else { throw error("more than ten repetitions of one another are not supported") }
      if let position = body {
        // Each round of a group counts.
        output.insert(contentsOf: Self.callout, at: position)
      }
      if count > 1 {
        output.insert(contentsOf: Array("(?:".utf8) + Self.callout, at: start)
        output.append(UInt8(ascii: ")"))
      }
      output += repetition.text.utf8
      isLong = isLong || repetition.isLong
      body = nil
    }
    if isLong { output += Self.callout }
    atom = nil
    atomBody = nil
  }

  private struct Repetition {
    var text: String
    /// Whether it may run over much text.
    var isLong: Bool
  }

  private mutating func readRepetition() throws -> Repetition? {
    let position = index
    if options.isExtended {
      while let value = peek(), value == 0x20 || (9...13).contains(value) { index += 1 }
    }
    let repetition = try readRepetitionHere()
    if repetition == nil { index = position }
    return repetition
  }

  private mutating func readRepetitionHere() throws -> Repetition? {
    switch peek().flatMap(UnicodeScalar.init) {
    case "*", "+", "?":
      let sign = UnicodeScalar(scalars[index]) ?? "*"
      index += 1
      let suffix = readSuffix(possessive: true)
      return Repetition(text: "\(sign)\(suffix)", isLong: sign != "?")
    case "{":
      let position = index
      index += 1
      let minimum = try readCount()
      var maximum = minimum
      let hasComma = peek() == UInt32(UInt8(ascii: ","))
      if hasComma {
        index += 1
        maximum = try readCount()
      }
      guard peek() == UInt32(UInt8(ascii: "}")), minimum != nil || (maximum != nil && dialect == .oniguruma) else {
        if dialect == .fancyRegex { throw error("a repetition is not complete", at: position) }
        // In the reference too, a brace that begins no repetition stands for itself.
        index = position
        return nil
      }
      index += 1
      if let maximum, maximum < minimum ?? 0 { throw error("a repetition runs from more to less", at: position) }
      // `a{2}?` is `(?:a{2})?` in Oniguruma.
      let canBeLazy = hasComma || dialect == .fancyRegex
      let suffix = canBeLazy ? readSuffix(possessive: dialect == .fancyRegex) : ""
      let most = maximum.map(String.init) ?? ""
      return Repetition(
        text: hasComma ? "{\(minimum ?? 0),\(most)}\(suffix)" : "{\(minimum ?? 0)}\(suffix)",
        isLong: maximum ?? Int.max > 16)
    default: return nil
    }
  }

  private mutating func readSuffix(possessive: Bool) -> String {
    if skip("?") { return "?" }
    if possessive, skip("+") { return "+" }
    return ""
  }

  private mutating func readCount() throws -> Int? {
    var count: Int?
    while let value = peek(), (0x30...0x39).contains(value) {
      let next = (count ?? 0) * 10 + Int(value) - 0x30
      guard next <= 65535 else { throw error("more than 65535 repetitions are not supported") }
      count = next
      index += 1
    }
    return count
  }
}
