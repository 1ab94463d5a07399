/// A token of a Unigram model, as a class of transformers lists it.
struct ScoredToken: Equatable, Sendable {
  var content: [UInt8]
  var score: Double

  init(_ content: [UInt8], _ score: Double) {
    self.content = content
    self.score = score
  }

  init(_ content: String, _ score: Double = 0) { self.init(Array(content.utf8), score) }
}

/// How a class lays out the pieces of a SentencePiece file: most put the tokens of the framework they were trained with first.
enum PieceArrangement: Sendable {
  /// As the file has them.
  case asInFile
  /// The pieces from `dropping` on, between tokens of the class's own.
  case surrounded(dropping: Int, by: @Sendable (ClassOptions) throws -> (before: [ScoredToken], after: [ScoredToken]))
  /// These tokens come first, wherever the file has them; the others follow in the file's order.
  case leading(@Sendable (ClassOptions) throws -> [String])

  /// The order of the pieces of a file.
  func tokens(_ pieces: [ScoredToken], _ options: ClassOptions) throws -> [ScoredToken] {
    switch self {
    case .asInFile: return pieces
    case .surrounded(let dropped, let tokens):
      let (before, after) = try tokens(options)
      return before + pieces.dropFirst(dropped) + after
    case .leading(let names):
      var tokens: [ScoredToken] = []
      for name in try names(options).map({ ScoredToken($0) }) where !tokens.contains(name) { tokens.append(name) }
      let leading = Set(tokens.map(\.content))
      return tokens + pieces.filter { !leading.contains($0.content) }
    }
  }
}

extension SentencePieceVocabulary {
  /// The pieces with their scores, as a class of transformers takes them: types count for nothing here.
  var scoredTokens: [ScoredToken] { pieces.map { ScoredToken($0.content, Double($0.score)) } }

  /// Byte pairs of which any two merge that together are a piece.
  ///
  /// The reference orders merges by the ids that the pieces have in the file, whatever their scores, and those that make the
  /// same piece by the length of their left token.
  func bytePairs(_ arrangement: PieceArrangement, _ options: ClassOptions) throws -> (TokenTable, MergeTable) {
    var reader = VocabularyReader(file: file, fileSize: pieces.count * 20)
    for (id, token) in try arrangement.tokens(scoredTokens, options).enumerated() {
      try reader.insert(token.content, id: id)
    }
    let table = try reader.finish()
    return (table, MergeTable(splitting: pieces.compactMap { table.id(of: $0.content) }, of: table))
  }
}
