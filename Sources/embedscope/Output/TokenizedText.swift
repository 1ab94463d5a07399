import Tokenization

/// The tokens of one text as they are printed.
struct TokenizedText {
  enum Form: Sendable {
    /// For people: a line per token.
    case table
    /// Ids, separated by spaces, and a line feed.
    case ids
    /// One JSON object on one line.
    case json
  }

  var encoding: Encoding
  var vocabulary: Vocabulary

  /// What the JSON form holds.
  private struct Line: Encodable {
    var ids: [Int]
    var tokens: [String]
    var offsets: [[Int]]
  }

  func write(_ form: Form, to output: StandardOutput) throws {
    switch form {
    case .ids: try output.writeLine(encoding.ids.map(String.init).joined(separator: " "))
    case .json:
      let offsets = encoding.offsets.map { [$0.lowerBound, $0.upperBound] }
      try output.writeJSONLine(Line(ids: encoding.ids, tokens: encoding.tokens, offsets: offsets))
    case .table:
      var table = TextTable([.init("id", .right), .init("token"), .init("raw"), .init("bytes", .right)])
      for (index, id) in encoding.ids.enumerated() {
        let offsets = encoding.offsets[index]
        table.add([
          String(id), vocabulary.display(of: id) ?? "", encoding.tokens[index],
          offsets.isEmpty ? "" : "\(offsets.lowerBound)–\(offsets.upperBound)",
        ])
      }
      try output.write(table.text())
    }
  }
}
