/// A sum of words with weights, as a person writes it: `king - man + woman`.
///
/// Words stand between white space; `+` and `-` stand before a word, with or without white space behind them, so that a
/// hyphen inside a word is a part of it. A number before a word is its weight, with or without `*`; parentheses share
/// one. Quotation marks, single or double, hold one token exactly as it stands in a text, spaces and all, with
/// `\"`, `\'`, `\\`, `\n`, `\t` and `\u{…}` inside.
///
/// ```swift
/// try Formula("king - man + 0.5 woman").terms.map(\.weight)   // [1, -1, 0.5]
/// try Formula("' the' - 2 * (a - \"b c\")").terms.map(\.word)  // [" the", "a", "b c"]
/// ```
public struct Formula: Sendable, Equatable {
  /// A word and how often it counts.
  public struct Term: Sendable, Equatable {
    /// The word, without quotation marks and escapes.
    public var word: String
    /// Negative for a word that is taken away; never 0 nor infinite.
    public var weight: Double
    /// Whether it stood in quotation marks: then it is a token as it is, and not a word to be looked up.
    public var isQuoted: Bool
    /// The weight of the parentheses that the word stands in, which signs inside it would have, too.
    var scope = 1.0

    /// Two terms are the same by what they add, wherever they stand.
    public static func == (left: Term, right: Term) -> Bool {
      left.word == right.word && left.weight == right.weight && left.isQuoted == right.isQuoted
    }

    /// A word with its weight.
    public init(word: String, weight: Double, isQuoted: Bool = false) {
      self.word = word
      self.weight = weight
      self.isQuoted = isQuoted
    }
  }

  /// The text as it was given.
  public let text: String
  /// The words in the order of the text, at least one; a word may be there twice.
  public let terms: [Term]

  /// Reads `text`.
  ///
  /// - Throws: ``FormulaError``, which shows the place.
  public init(_ text: String) throws(FormulaError) {
    var parser = FormulaParser(text)
    self.text = text
    terms = try parser.parse()
  }
}

/// What is wrong with a formula, and where.
public struct FormulaError: Error, Equatable, CustomStringConvertible {
  /// What is wrong.
  public enum Problem: Equatable, Sendable {
    case empty
    /// Nothing stands where a word must: at the end, before `)`, behind an operator.
    case wordExpected
    /// Two words without `+` or `-` between them.
    case operatorExpected
    case quotationNotClosed
    case emptyQuotation
    case unknownEscape(String)
    case parenthesisNotClosed
    case parenthesisNotOpened
    case tooDeep(limit: Int)
    /// A weight of 0, or one that no double holds.
    case weight(String)
    case numberWithoutWord(String)
    /// `*` where no weight stands before it.
    case strayAsterisk
  }

  /// What is wrong.
  public let problem: Problem
  /// The formula.
  public let text: String
  /// Where, as the number of Unicode scalars before it.
  public let position: Int

  /// The problem, and below it the formula with a mark under the place.
  public var description: String {
    // Characters that cannot be seen or that move the line would make the mark point elsewhere.
    let scalars = text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }
    var line = String.UnicodeScalarView()
    line.append(contentsOf: scalars)
    let mark = String(repeating: " ", count: position) + "^"
    return "formula, at character \(position + 1): \(reason)\n  \(String(line))\n  \(mark)"
  }

  private var reason: String {
    switch problem {
    case .empty: "it is empty; give words with + and - between them, such as “king - man + woman”"
    case .wordExpected: "a word is missing here"
    case .operatorExpected: "+ or - is missing between two words; a token with a space inside goes in quotation marks"
    case .quotationNotClosed: "this quotation mark has no closing one"
    case .emptyQuotation: "there is nothing between the quotation marks"
    case .unknownEscape(let escape): "\(escape) means nothing; use \\\", \\', \\\\, \\n, \\t or \\u{…}"
    case .parenthesisNotClosed: "this parenthesis has no closing one"
    case .parenthesisNotOpened: "this parenthesis closes nothing"
    case .tooDeep(let limit): "parentheses are nested more than \(limit) deep"
    case .weight(let text): "\(text) is no weight; give a number other than 0"
    case .numberWithoutWord(let text):
      "the weight \(text) has no word behind it; put the token \(text) in quotation marks"
    case .strayAsterisk: "* stands only behind a weight, as in “0.5 * king”; put the token * in quotation marks"
    }
  }
}
