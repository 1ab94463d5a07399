import EmbeddingAnalysis
import Tokenization
import Workspace

/// A word of a question, with the tokens that stand for it.
public struct AskedWord: Codable, Sendable, Equatable {
  /// The word as it was asked for.
  public var word: String
  /// Its tokens: one, or the pieces whose mean stands for it.
  public var tokens: [TokenDescription]

  /// Its tokens as people read them, with a mark for a word that is the mean of several.
  public var display: String {
    let pieces = tokens.map(\.display).joined(separator: " ")
    return tokens.count == 1 ? pieces : "mean of " + pieces
  }
}

/// The directions of words in one model, looked up as their neighbours are: by ``TokenRows``.
struct WordVectors {
  let rows: TokenRows
  private let tokenizer: Tokenizer

  init(_ model: OpenModel) throws {
    rows = try TokenRows(model)
    tokenizer = try rows.names.tokenizer(else: "words cannot be looked up")
  }

  var matrix: EmbeddingMatrix { rows.matrix }

  /// A word, its tokens, and its vector with length 1.
  struct Found {
    var asked: AskedWord
    var ids: [Int]
    var unit: [Double]
    /// What a reader should know: that the word splits, and under which name it does not.
    var note: String?
  }

  /// Looks `word` up: as the token it is in a text, else as the mean of its pieces.
  ///
  /// - Parameter isQuoted: Whether it is a token exactly as given, in the text's or the vocabulary's spelling.
  func find(_ word: String, isQuoted: Bool = false) throws -> Found {
    let query = try isQuoted ? rows.query(tokenID: token(exactly: word)) : rows.query(word: word)
    guard let unit = Vectors.unit(query.vector) else {
      throw StudiesError.wordWithoutDirection(word: word, model: rows.model)
    }
    return Found(
      asked: AskedWord(word: word, tokens: query.tokenIDs.map(rows.describe)), ids: query.tokenIDs, unit: unit,
      note: query.tokenIDs.count > 1 ? try note(word, pieces: query.tokenIDs.count) : nil)
  }

  private func token(exactly text: String) throws -> Int {
    try tokenizer.vocabulary.tokenID(forRaw: text) ?? rows.token(of: text)
  }

  private func note(_ word: String, pieces: Int) throws -> String {
    let afterSpace = try tokenizer.encode(" " + word, addSpecialTokens: false).ids
    let hint = afterSpace.count == 1 ? " After a space it is one token: write “ \(word)”, with the space." : ""
    return "“\(word)” is no token: the mean of its \(pieces) pieces' rows was taken.\(hint)"
  }
}
