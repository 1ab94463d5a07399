import Tokenization
import Workspace

/// What a file says of tokens, a line for each: a token, a tab (or a comma), and the name of a group or a number.
///
/// A token is a word, taken as everywhere by ``WordTokens``, a raw spelling, or `#` and an id. Empty lines count for nothing.
public struct TokenValues: Sendable, Equatable {
  /// What results call the file.
  public var fileName: String
  /// The tokens as they are named, and what is said of each.
  public var lines: [(token: String, value: String)] {
    zip(tokens, values).map { ($0, $1) }
  }
  private var tokens: [String] = []
  private var values: [String] = []

  /// Reads `text`, which messages and results call `fileName`.
  ///
  /// - Throws: ``StudiesError/lineWithoutValue(file:line:text:)`` for the first line that has no value, or where there is no line.
  public init(_ text: String, fileName: String) throws {
    try self.init(InputFile(name: fileName, bytes: Array(text.utf8)))
  }

  /// Reads `file`.
  init(_ file: InputFile) throws {
    fileName = file.name
    for (number, text) in try file.numberedLines() {
      let scalars = text.unicodeScalars
      guard let mark = scalars.lastIndex(of: "\t") ?? scalars.lastIndex(of: ","), mark != scalars.startIndex,
        scalars.index(after: mark) < scalars.endIndex
      else { throw StudiesError.lineWithoutValue(file: fileName, line: number, text: text) }
      tokens.append(String(scalars[..<mark]))
      values.append(String(scalars[scalars.index(after: mark)...]).trimmingSpaces)
    }
    if tokens.isEmpty { throw StudiesError.lineWithoutValue(file: fileName, line: 1, text: "") }
  }

  /// What the file says of the rows of a matrix.
  struct ByRow {
    /// The value of each row; nil for those that the file does not name, or names with no value or “nan”.
    var values: [String?]
    /// The names that are no token.
    var unknown: [String] = []
    /// The names of tokens that have several values, of which the last counts.
    var repeated: [String] = []
  }

  /// What the file says of `rows` rows.
  func byRow(_ rows: Int, _ tokenizer: Tokenizer?) -> ByRow {
    var found = ByRow(values: Array(repeating: nil, count: rows))
    for (token, value) in lines {
      guard let id = Self.row(of: token, tokenizer), (0..<rows).contains(id) else {
        found.unknown.append(token)
        continue
      }
      let value = value.isEmpty || value.lowercased() == "nan" ? nil : value
      if let earlier = found.values[id], value != earlier { found.repeated.append(token) }
      found.values[id] = value
    }
    return found
  }

  private static func row(of token: String, _ tokenizer: Tokenizer?) -> Int? {
    if token.utf8.first == UInt8(ascii: "#"), let id = Int(token.dropFirst()) { return id }
    guard let tokenizer, let ids = try? WordTokens(tokenizer).ids(of: token), ids.count == 1 else { return nil }
    return ids[0] == tokenizer.unknownTokenID ? tokenizer.vocabulary.tokenID(forRaw: token) : ids[0]
  }
}
