import ByteFiles

extension Tokenizer {
  /// Opens a SentencePiece model: byte pairs, Unigram, or characters, with its own rules for normalization.
  ///
  /// The ids are those of SentencePiece's `EncodeAsIds`: nothing is put around the text, and control pieces (`<s>`) in a text
  /// are text.
  ///
  /// - Throws: ``TokenizationError`` or `ByteFilesError`, with file and field.
  public static func open(sentencePiece path: String) throws -> Tokenizer {
    let file = try MappedFile(path: path)
    return try file.withUnsafeBytes { try Tokenizer(SentencePieceVocabulary($0, file: path)) }
  }

  /// The tokenizer that `vocabulary` describes.
  init(_ vocabulary: SentencePieceVocabulary) throws {
    let table = try vocabulary.table()
    let unknown = try vocabulary.unknownPiece()
    try vocabulary.checkBytePieces()
    let normalizer = try SentencePieceNormalizer(
      vocabulary.normalization, userDefined: vocabulary.contents(of: .userDefined), file: vocabulary.file)
    self.init(
      normalizer: .sentencePiece(normalizer), preTokenizer: try vocabulary.preTokenizer(table),
      model: try vocabulary.model(table, unknownID: unknown), postProcessor: .none,
      decoder: .sentencePiece(SentencePieceDecoder(vocabulary, unknownID: unknown)),
      // Nil for the normalizer: user-defined pieces are found as they are in text that is normalized.
      added: try AddedTokens(vocabulary.addedTokens(), normalizer: nil, file: vocabulary.file))
  }
}

extension SentencePieceVocabulary {
  /// SentencePiece's mark for a space, ▁.
  static let spaceMark: [UInt8] = [0xE2, 0x96, 0x81]

  /// The strings of the pieces of one type.
  func contents(of type: TokenType) -> [[UInt8]] { pieces.filter { $0.type == type }.map(\.content) }

  /// All pieces and their ids.
  func table() throws -> TokenTable {
    var reader = VocabularyReader(file: file, fileSize: pieces.count * 20)
    for (id, piece) in pieces.enumerated() {
      guard !piece.content.isEmpty else { throw unexpected("pieces[\(id)]", "a string", "an empty one") }
      guard piece.score.isFinite else {
        throw unexpected("pieces[\(id)].score", "a finite number", "\(piece.score)")
      }
      try reader.insert(piece.content, id: id)
    }
    return try reader.finish()
  }

  /// The id of the one piece for unknown text.
  func unknownPiece() throws -> Int {
    let unknown = pieces.indices.filter { pieces[$0].type == .unknown }
    guard let first = unknown.first else { throw TokenizationError.missing(file: file, field: "an unknown piece") }
    guard unknown.count == 1 else {
      throw unexpected("pieces[\(unknown[1])].type", "one unknown piece", "another beside \(first)")
    }
    return first
  }

  /// Either all bytes are pieces, or none is.
  func checkBytePieces() throws {
    var isThere = [Bool](repeating: false, count: 256)
    for (id, piece) in pieces.enumerated() where piece.type == .byte {
      guard hasByteFallback else {
        throw unexpected("pieces[\(id)].type", "no byte piece, as byte_fallback is false", "one")
      }
      guard let byte = ByteToken.byte(piece.content), ByteToken.spelling(of: byte) == piece.content else {
        throw unexpected("pieces[\(id)]", "<0x00> to <0xFF>", "“\(String(decoding: piece.content, as: UTF8.self))”")
      }
      isThere[Int(byte)] = true
    }
    if hasByteFallback, let byte = isThere.firstIndex(of: false) {
      let missing = String(decoding: ByteToken.spelling(of: UInt8(byte)), as: UTF8.self)
      throw TokenizationError.tokenNotInVocabulary(file: file, field: "pieces", token: missing)
    }
  }

  /// Control pieces, which stand for no text, and the pieces that users defined.
  ///
  /// Unigram's own search finds the latter, as their scores are high.
  func addedTokens() -> [AddedToken] {
    pieces.enumerated().compactMap { id, piece in
      switch piece.type {
      case .control: AddedToken(content: piece.content, id: id, isSpecial: true, isSought: false)
      case .userDefined where algorithm != .unigram: AddedToken(content: piece.content, id: id, isNormalized: true)
      default: nil
      }
    }
  }

  /// Text may be cut before each run of spaces where no piece goes on over one: nothing changes but the time it takes.
  func preTokenizer(_ table: TokenTable) throws -> PreTokenizer? {
    guard algorithm == .bytePairs, normalization.escapesSpaces, table.id(of: Self.spaceMark) != nil,
      pieces.allSatisfy({ !$0.type.spellsText || !Self.goesOnOverSpace($0.content) })
    else { return nil }
    return try Self.wordCutter()
  }

  /// Cuts before each run of marked spaces.
  static func wordCutter() throws -> PreTokenizer {
    .cutting(.split(SplitPreTokenizer(pattern: try SplitPattern(regex: "\u{2581}+"), behavior: .mergedWithNext)))
  }

  /// Whether `content` has a space behind something else.
  private static func goesOnOverSpace(_ content: [UInt8]) -> Bool {
    var rest = content[...]
    while rest.starts(with: spaceMark) { rest = rest.dropFirst(spaceMark.count) }
    return rest.indices.contains { rest[$0...].starts(with: spaceMark) }
  }

  /// How normalized text becomes pieces.
  func model(_ table: TokenTable, unknownID: Int) throws -> TokenModel {
    switch algorithm {
    case .unigram:
      return .unigram(
        UnigramModel(
          table: table, scores: pieces.map { Double($0.score) }, unknownID: unknownID,
          fallbackTokens: hasByteFallback ? ByteToken.ids(in: table) : nil, rules: SentencePieceUnigram(pieces)
        ) { pieces[$0].type == .normal || pieces[$0].type == .userDefined })
    case .bytePairs: return .bytePairs(try bytePairs(table, unknownID: unknownID, merges: mergeTable(table)))
    case .characters: return .bytePairs(try bytePairs(table, unknownID: unknownID, merges: MergeTable(capacity: 0)))
    case .words:
      throw TokenizationError.unsupported(
        file: file, field: "trainer_spec.model_type", found: "WORD", reason: "UNIGRAM, BPE and CHAR are")
    }
  }

  private func bytePairs(_ table: TokenTable, unknownID: Int, merges: MergeTable) throws -> BytePairModel {
    if let id = pieces.firstIndex(where: { $0.type == .unused }) {
      throw TokenizationError.unsupported(
        file: file, field: "pieces[\(id)].type", found: "UNUSED",
        reason: "how such a piece is cut depends on how it came about")
    }
    var options = BytePairModel.Options()
    options.unknownToken = String(decoding: pieces[unknownID].content, as: UTF8.self)
    options.fusesUnknown = true
    options.showsUnknownText = true
    options.byteFallback = hasByteFallback
    return BytePairModel(table: table, merges: merges, options: options)
  }

  /// Any two neighbours merge when together they are a piece; the piece of the best score is made first, and of equal scores
  /// the leftmost.
  func mergeTable(_ table: TokenTable) -> MergeTable {
    let order = Set(pieces.lazy.map(\.score)).sorted(by: >)
    let ranks = Dictionary(zip(order, 0...)) { first, _ in first }
    return MergeTable(splittingTokensOf: table) { id in
      pieces[id].type.spellsText ? ranks[pieces[id].score].map { UInt32($0) } : nil
    }
  }
}
