/// The questions of an analogy file, such as questions-words.txt: lines of four words, below headings that begin with a colon.
public struct AnalogyQuestions: Sendable, Equatable {
  /// a is to b as c is to d.
  public struct Question: Sendable, Equatable {
    public var a: String
    public var b: String
    public var c: String
    public var expected: String
    /// The index of its section.
    public var section: Int
    /// From 1.
    public var line: Int
  }

  /// The headings, in order; questions above the first one belong to one without a name.
  public private(set) var sections: [String] = []
  /// The questions in order.
  public private(set) var questions: [Question] = []
  /// The lines that are neither, from 1; blank lines are not among them.
  public private(set) var invalidLines: [Int] = []

  /// Reads `text`.
  public init(_ text: String) {
    for (line, content) in EvaluationLines(text) {
      if content.unicodeScalars.starts(with: ": ".unicodeScalars) {
        sections.append(String(content.unicodeScalars.drop { $0 == ":" || $0 == " " }).trimmingSpaces)
        continue
      }
      let words = content.unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }
      guard words.count == 4 else {
        invalidLines.append(line)
        continue
      }
      if sections.isEmpty { sections.append("") }
      questions.append(
        .init(a: words[0], b: words[1], c: words[2], expected: words[3], section: sections.count - 1, line: line))
    }
  }
}

/// The lines of a text that hold something, with their numbers from 1; CRLF ends a line as LF does.
struct EvaluationLines: Sequence {
  private let text: String

  init(_ text: String) { self.text = text }

  func makeIterator() -> some IteratorProtocol<(Int, String)> {
    text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).lazy.enumerated()
      .map { number, bytes -> (Int, String) in
        (number + 1, String(decoding: bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes, as: UTF8.self))
      }
      .filter { !$0.1.unicodeScalars.allSatisfy(\.properties.isWhitespace) }.makeIterator()
  }
}
