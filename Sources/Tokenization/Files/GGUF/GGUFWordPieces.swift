/// The tokenizer of BERT's vocabulary in a GGUF file, which marks the beginnings of words instead of their other pieces.
struct GGUFWordPieces {
  private let gguf: GGUFVocabulary
  private let table: TokenTable

  /// The vocabulary of `gguf`, with its own spelling back.
  init(_ gguf: GGUFVocabulary) throws {
    // Says which token is no UTF-8 in the file's own spelling.
    _ = try gguf.table()
    var restored = gguf
    restored.tokens = gguf.tokens.indices.map { Self.restored($0, in: gguf) }
    self.gguf = restored
    table = try restored.table()
  }

  /// The tokenizer; it refuses texts where special tokens are missing.
  func tokenizer() throws -> Tokenizer {
    let lowercases = gguf.lowercases ?? true
    let words = LlamaWordNormalizer(stripsAccents: gguf.stripsAccents ?? lowercases, lowercases: lowercases)
    let prefix = Array("##".utf8)
    do {
      let unknown = try gguf.special("unknown_token_id", gguf.unknownID, usual: 100)
      // Both are there whatever the file says about putting them.
      let first = try gguf.special("bos_token_id", gguf.beginID, usual: 101)
      let last = try gguf.special("seperator_token_id", gguf.separatorID, usual: 102)
      return Tokenizer(
        normalizer: .llamaWords(words),
        preTokenizer: .cutting(.scalarSplit(ScalarSplitPreTokenizer(delimiter: .whitespace, behavior: .removed))),
        model: .wordPiece(
          WordPieceModel(
            table: table, unknown: UnknownToken(unknown.string, in: table), continuingPrefix: prefix,
            maximumCharacters: .max, wordMark: SentencePieceVocabulary.spaceMark)),
        postProcessor: Tokenizer.bertPostProcessor(first, last),
        decoder: .wordPiece(WordPieceDecoder(prefix: prefix, cleansUp: true)),
        added: try AddedTokens(
          GGUFSpecialTokens(gguf, table).added(), normalizer: nil, file: gguf.file, search: .longestFirst),
        notes: table.repetitions(in: gguf.file))
    } catch let error as TokenizationError {
      return try GGUFListing(gguf, .plain).tokenizer(refusal: error)
    }
  }

  /// BERT's own string of the token `id`: without ▁ at the beginning of a word, with ## inside of one.
  ///
  /// Control tokens, and others in brackets that carry no ▁, were left as they are.
  private static func restored(_ id: Int, in gguf: GGUFVocabulary) -> [UInt8] {
    let token = gguf.tokens[id]
    if token.starts(with: SentencePieceVocabulary.spaceMark) {
      return Array(token.dropFirst(SentencePieceVocabulary.spaceMark.count))
    }
    if gguf.storedType(id) != .normal { return token }
    if token.count > 2, token.first == UInt8(ascii: "["), token.last == UInt8(ascii: "]") { return token }
    return Array("##".utf8) + token
  }
}
