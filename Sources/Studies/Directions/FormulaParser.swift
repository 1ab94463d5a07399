/// Reads a formula from left to right; nothing is ever evaluated but weights.
///
///     sum  = [sign] part { sign part }
///     part = { weight [*] } ( word | quotation | "(" sum ")" )
struct FormulaParser {
  /// More than anyone writes, and little enough for every stack.
  private static let deepest = 64

  private let text: String
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var terms: [Formula.Term] = []

  init(_ text: String) {
    self.text = text
    scalars = Array(text.unicodeScalars)
  }

  mutating func parse() throws(FormulaError) -> [Formula.Term] {
    skipSpace()
    guard position < scalars.count else { throw error(.empty, at: 0) }
    try sum(weight: 1, depth: 0)
    guard position == scalars.count else { throw error(.parenthesisNotOpened, at: position) }
    return terms
  }

  private mutating func sum(weight: Double, depth: Int) throws(FormulaError) {
    var sign = readSign() ?? 1
    while true {
      try part(weight: sign * weight, scope: weight, depth: depth)
      skipSpace()
      guard position < scalars.count, scalars[position] != ")" else { return }
      let start = position
      guard let next = readSign() else { throw error(.operatorExpected, at: start) }
      sign = next
    }
  }

  private mutating func part(weight: Double, scope: Double, depth: Int) throws(FormulaError) {
    skipSpace()
    guard position < scalars.count, scalars[position] != ")" else { throw error(.wordExpected, at: position) }
    let start = position
    switch scalars[position] {
    case "(":
      guard depth < Self.deepest else { throw error(.tooDeep(limit: Self.deepest), at: start) }
      position += 1
      try sum(weight: weight, depth: depth + 1)
      guard position < scalars.count else { throw error(.parenthesisNotClosed, at: start) }
      position += 1
    case "\"", "'":
      let word = try quotation()
      terms.append(.init(word: word, weight: weight, isQuoted: true))
    case "*":
      throw error(.strayAsterisk, at: start)
    case _ where Self.sign(of: scalars[position]) != nil:
      throw error(.wordExpected, at: start)
    default:
      if let factor = try readWeight() {
        let product = weight * factor
        guard product.isFinite, product != 0 else { throw error(.weight(string(start..<position)), at: start) }
        try weighted(product, scope, from: start, depth: depth)
      } else {
        var term = Formula.Term(word: bareWord(), weight: weight)
        term.scope = scope
        terms.append(term)
      }
    }
  }

  /// What stands behind the weight that began at `start`.
  private mutating func weighted(_ weight: Double, _ scope: Double, from start: Int, depth: Int) throws(FormulaError) {
    let number = string(start..<position)
    skipSpace()
    if position < scalars.count, scalars[position] == "*" {
      position += 1
      skipSpace()
    }
    guard position < scalars.count, scalars[position] != ")", Self.sign(of: scalars[position]) == nil else {
      throw error(.numberWithoutWord(number), at: start)
    }
    // Weights multiply: each takes a scalar at least, so that this ends; a chain is as deep as parentheses may be.
    guard depth < Self.deepest else { throw error(.tooDeep(limit: Self.deepest), at: start) }
    try part(weight: weight, scope: scope, depth: depth + 1)
  }

  // MARK: The smallest parts

  /// A decimal number that ends before white space, `*`, a parenthesis, or the end; else nothing is read: `3d` is a word.
  private mutating func readWeight() throws(FormulaError) -> Double? {
    var end = position
    while end < scalars.count, "0123456789.".unicodeScalars.contains(scalars[end]) { end += 1 }
    let digits = string(position..<end)
    guard end > position, digits.unicodeScalars.contains(where: { $0 != "." }) else { return nil }
    if end < scalars.count, !Self.isSpace(scalars[end]), !"*()".unicodeScalars.contains(scalars[end]) { return nil }
    guard let value = Double(digits), value.isFinite, value > 0 else { throw error(.weight(digits), at: position) }
    position = end
    return value
  }

  private mutating func readSign() -> Double? {
    skipSpace()
    guard position < scalars.count, let sign = Self.sign(of: scalars[position]) else { return nil }
    position += 1
    return sign
  }

  /// All up to white space or a parenthesis.
  private mutating func bareWord() -> String {
    let start = position
    while position < scalars.count, !Self.isSpace(scalars[position]), !"()".unicodeScalars.contains(scalars[position]) {
      position += 1
    }
    return string(start..<position)
  }

  private mutating func quotation() throws(FormulaError) -> String {
    let start = position
    let mark = scalars[position]
    position += 1
    var content = String.UnicodeScalarView()
    while position < scalars.count, scalars[position] != mark {
      content.append(scalars[position] == "\\" ? try escape() : scalars[position])
      position += 1
    }
    guard position < scalars.count else { throw error(.quotationNotClosed, at: start) }
    position += 1
    guard !content.isEmpty else { throw error(.emptyQuotation, at: start) }
    return String(content)
  }

  /// The scalar that an escape stands for; leaves the position at its last character.
  private mutating func escape() throws(FormulaError) -> Unicode.Scalar {
    let start = position
    position += 1
    guard position < scalars.count else { throw error(.unknownEscape("\\"), at: start) }
    switch scalars[position] {
    case "n": return "\n"
    case "t": return "\t"
    case "\\", "\"", "'": return scalars[position]
    case "u":
      var end = position + 1
      while end < scalars.count, scalars[end] != "}", end - position < 10 { end += 1 }
      let digits = position + 2 < end ? string(position + 2..<end) : ""
      guard end < scalars.count, scalars[end] == "}", scalars[position + 1] == "{",
        let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value)
      else { throw error(.unknownEscape(string(start..<min(end + 1, scalars.count))), at: start) }
      position = end
      return scalar
    default: throw error(.unknownEscape(string(start..<position + 1)), at: start)
    }
  }

  private mutating func skipSpace() {
    while position < scalars.count, Self.isSpace(scalars[position]) { position += 1 }
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  /// Also the minus sign and the dash that word processors write.
  static func sign(of scalar: Unicode.Scalar) -> Double? {
    switch scalar {
    case "+": 1
    case "-", "\u{2212}", "\u{2013}": -1
    default: nil
    }
  }

  private func string(_ range: Range<Int>) -> String {
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars[range])
    return String(result)
  }

  private func error(_ problem: FormulaError.Problem, at position: Int) -> FormulaError {
    FormulaError(problem: problem, text: text, position: position)
  }
}
