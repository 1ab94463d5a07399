import SafeText
import Tokenization

/// Prints the tokens of one text, part after part.
struct TokenizedText {
  enum Form: Sendable {
    /// For people: a line per token.
    case table
    /// Ids, separated by spaces, and a line feed.
    case ids
    /// One JSON object that holds all texts.
    case json
    /// One JSON object on one line for each text.
    case jsonLines
  }

  private let vocabulary: Vocabulary
  private let output: StandardOutput
  private var table = TextTable([.init("id", .right), .init("token"), .init("raw"), .init("bytes", .right)])
  private var isFirst = true

  init(_ vocabulary: Vocabulary, to output: StandardOutput) {
    self.vocabulary = vocabulary
    self.output = output
  }

  /// A whole text as one JSON object on one line.
  mutating func writeJSON(_ encoding: Encoding) throws {
    try writeJSON {
      try $0.writeElements(encoding.ids)
    } tokens: {
      try $0.writeElements(encoding.tokens)
    } offsets: {
      try $0.writeElements(encoding.offsets)
    }
  }

  /// The same, of elements that come part after part.
  mutating func writeJSON(
    ids: (inout TokenizedText) throws -> Void, tokens: (inout TokenizedText) throws -> Void,
    offsets: (inout TokenizedText) throws -> Void
  ) throws {
    try writeArray("{\"ids\":[", ids)
    try writeArray("],\"tokens\":[", tokens)
    try writeArray("],\"offsets\":[", offsets)
    try output.writeLine("]}")
  }

  private mutating func writeArray(_ opening: String, _ write: (inout TokenizedText) throws -> Void) throws {
    isFirst = true
    try output.write(opening)
    try write(&self)
  }

  /// The next lines of the table; columns become wider where a part needs it.
  mutating func writeRows(_ encoding: Encoding) throws {
    for (index, id) in encoding.ids.enumerated() {
      let offsets = encoding.offsets[index]
      table.add([
        String(id), vocabulary.display(of: id) ?? "", encoding.tokens[index],
        offsets.isEmpty ? "" : "\(offsets.lowerBound)–\(offsets.upperBound)",
      ])
    }
    try output.write(table.takeText())
  }

  /// The next numbers of a line of ids.
  mutating func writeIDs(_ ids: [Int]) throws { try writeElements(ids, separator: UInt8(ascii: " ")) { $1.append($0) } }

  /// The next elements of an array of JSON.
  mutating func writeElements(_ ids: [Int]) throws { try writeElements(ids) { $1.append($0) } }

  /// The next elements of an array of JSON: pairs of numbers.
  mutating func writeElements(_ offsets: [Range<Int>]) throws {
    try writeElements(offsets) { range, line in
      line.bytes.append(UInt8(ascii: "["))
      line.append(range.lowerBound)
      line.bytes.append(UInt8(ascii: ","))
      line.append(range.upperBound)
      line.bytes.append(UInt8(ascii: "]"))
    }
  }

  /// The next elements of an array of JSON.
  mutating func writeElements(_ strings: [String]) throws {
    guard !strings.isEmpty else { return }
    if !isFirst { try output.write(",") }
    isFirst = false
    try output.write(Array(JSONText.encode(strings).dropFirst().dropLast()))
  }

  private mutating func writeElements<Value>(
    _ values: [Value], separator: UInt8 = UInt8(ascii: ","), _ write: (Value, inout NumberLine) -> Void
  ) throws {
    var line = NumberLine()
    line.bytes.reserveCapacity(values.count * 8)
    for value in values {
      if !isFirst { line.bytes.append(separator) }
      isFirst = false
      write(value, &line)
    }
    try output.write(line.bytes)
  }

  /// ASCII in the making.
  private struct NumberLine {
    var bytes: [UInt8] = []

    /// Appends a number, which is not negative, in decimal.
    mutating func append(_ number: Int) {
      if number >= 10 { append(number / 10) }
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }
  }
}
