/// The lines of a file of word pairs with people's judgements, such as wordsim353.tsv: two words and a number, with tabs.
public struct WordPairs: Sendable, Equatable {
  /// Two words and how similar people find them.
  public struct Pair: Sendable, Equatable {
    public var a: String
    public var b: String
    public var judgement: Double
    /// From 1.
    public var line: Int
  }

  /// The pairs in order.
  public private(set) var pairs: [Pair] = []
  /// The lines of another form, from 1; blank lines and those that begin with # are not among them.
  public private(set) var invalidLines: [Int] = []

  /// Reads `text`.
  public init(_ text: String) {
    for (line, content) in EvaluationLines(text) where content.utf8.first != UInt8(ascii: "#") {
      let fields = content.unicodeScalars.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
      guard fields.count == 3, let judgement = Double(fields[2].trimmingSpaces), judgement.isFinite else {
        invalidLines.append(line)
        continue
      }
      pairs.append(.init(a: fields[0], b: fields[1], judgement: judgement, line: line))
    }
  }
}
