extension Tokenizer {
  /// Opens BERT's kind of file: vocab.txt, one token per line, its id the number of the line from 0.
  ///
  /// The tokenizer is what transformers' `BertTokenizer` makes of it.
  ///
  /// - Parameters:
  ///   - configuration: tokenizer_config.json, of which `do_lower_case`, `strip_accents`, `tokenize_chinese_chars` and the
  ///     names of special tokens are used; without it text is made lower case and stripped of accents.
  /// - Throws: ``TokenizationError`` or `ByteFilesError`, with file and line.
  public static func open(vocabText: String, configuration: String? = nil) throws -> Tokenizer {
    let options = try TokenizerConfiguration(path: configuration)
    let table = try VocabularyReader.table(lines: vocabText)
    func name(_ role: String, _ fallback: String) -> String { options.name(of: role) ?? fallback }
    var roles = WordPieceRoles()
    roles.unknown = name("unk_token", roles.unknown)
    roles.first = name("cls_token", "[CLS]")
    roles.last = name("sep_token", "[SEP]")
    roles.others = [name("pad_token", "[PAD]"), name("mask_token", "[MASK]")]
    let lowercases = options.lowercases ?? true
    return try wordPiece(
      table, roles,
      normalizer: BertNormalizer(
        separatesIdeographs: options.separatesIdeographs ?? true, stripsAccents: options.stripsAccents ?? lowercases,
        lowercases: lowercases),
      file: vocabText)
  }

  /// The special tokens of a WordPiece tokenizer, by what they are for.
  struct WordPieceRoles {
    var unknown = "[UNK]"
    var first: String?
    var last: String?
    var others: [String] = []
  }

  /// BERT's pipeline around a vocabulary.
  static func wordPiece(
    _ table: TokenTable, _ roles: WordPieceRoles, normalizer: BertNormalizer, file: String
  ) throws -> Tokenizer {
    func require(_ name: String?, _ field: String) throws -> (id: Int, string: String)? {
      guard let name else { return nil }
      guard let id = table.id(of: Array(name.utf8)) else {
        throw TokenizationError.tokenNotInVocabulary(file: file, field: field, token: name)
      }
      return (id, name)
    }
    guard let unknown = try require(roles.unknown, "the unknown token") else {
      throw TokenizationError.missing(file: file, field: "the unknown token")
    }
    let first = try require(roles.first, "the token before the text")
    let last = try require(roles.last, "the token after the text")
    let names = [roles.unknown] + [roles.last, roles.first].compactMap { $0 } + roles.others
    let prefix = Array("##".utf8)
    return Tokenizer(
      normalizer: .bert(normalizer), preTokenizer: .cutting(.bert),
      model: .wordPiece(
        WordPieceModel(
          table: table, unknown: UnknownToken(unknown.string, in: table), continuingPrefix: prefix,
          maximumCharacters: 100)),
      postProcessor: Self.bertPostProcessor(first, last),
      decoder: .wordPiece(WordPieceDecoder(prefix: prefix, cleansUp: true)),
      added: try AddedTokens(
        SpecialTokens.added(names, to: table), normalizer: .bert(normalizer), file: file),
      notes: table.repetitions(in: file))
  }

  /// What is put around a text, and between the two of a pair.
  static func bertPostProcessor(
    _ first: (id: Int, string: String)?, _ last: (id: Int, string: String)?
  ) -> PostProcessor {
    guard let first, let last else { return .surrounding(first, last) }
    return .bert(
      BertProcessing(
        first: SpecialToken(id: first.id, string: first.string), last: SpecialToken(id: last.id, string: last.string)))
  }
}
