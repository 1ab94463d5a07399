import EmbeddingAnalysis
import Tokenization
import Workspace

/// The directions of words in one model, looked up as their neighbours are: by ``TokenRows``.
struct WordVectors {
  let rows: TokenRows
  private let tokenizer: Tokenizer
  private let form: WordForm

  init(_ model: OpenModel, _ form: WordForm = .inText) throws {
    self.form = form
    rows = try TokenRows(model, form)
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
      note: try rows.note(on: query))
  }

  /// Whether `word` is one token, and a known one.
  func isToken(_ word: String) throws -> Bool {
    let ids = try WordTokens(tokenizer, form).ids(of: word)
    return ids.count == 1 && ids[0] != tokenizer.unknownTokenID
  }

  private func token(exactly text: String) throws -> Int {
    try tokenizer.vocabulary.tokenID(forRaw: text) ?? rows.token(of: text, .bare)
  }
}
