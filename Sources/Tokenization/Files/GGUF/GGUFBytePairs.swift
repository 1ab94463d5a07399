/// The tokenizer of a GGUF file whose model is byte pairs by merges (`gpt2`, `gemma4`).
struct GGUFBytePairs {
  private let gguf: GGUFVocabulary
  /// How text is split; nil where the file names a way that is not known here.
  private let splitting: GGUFSplitting?
  private let dialect: RegexDialect

  /// The byte pairs of `gguf`, split by `pattern` where there is one, and else as the file says.
  init(_ gguf: GGUFVocabulary, pattern: String?) throws {
    self.gguf = gguf
    let pre = gguf.model == "gemma4" ? "gemma4" : gguf.pre ?? "default"
    let stored = GGUFSplitting(named: pre)
    guard let pattern else {
      (splitting, dialect) = (stored, .oniguruma)
      return
    }
    if let named = GGUFSplitting(named: pattern) {
      (splitting, dialect) = (named, .oniguruma)
      return
    }
    var given = stored ?? GGUFSplitting([])
    let family = TiktokenFamily(named: pattern)
    if family == nil { try SplitPatterns.checkGiven(pattern) }
    given.patterns = [family?.pattern ?? pattern]
    (splitting, dialect) = (given, .fancyRegex)
  }

  /// The tokenizer; it refuses texts where the split is not known, or where merges are missing or wrong.
  func tokenizer() throws -> Tokenizer {
    let table = try gguf.table()
    let spelling = splitting?.spelling ?? .bytes
    let listing = GGUFListing(gguf, spelling == .bytes ? .bytes : .characters)
    guard let splitting else {
      return try listing.tokenizer(
        refusal: .unsupported(
          file: gguf.file, field: gguf.key("pre"), found: "“\(gguf.pre ?? "")”",
          reason: "how it splits text is not known here; a pattern by name or as a regular expression can say it"))
    }
    let stages = try preTokenizer(splitting)
    do {
      let model = BytePairModel(table: table, merges: try merges(table), options: options(splitting))
      return Tokenizer(
        normalizer: try normalizer(splitting), preTokenizer: stages, model: .bytePairs(model),
        postProcessor: try postProcessor(splitting), decoder: decoder(splitting),
        added: try AddedTokens(
          GGUFSpecialTokens(gguf, table).added(), normalizer: nil, file: gguf.file, search: .longestFirst),
        notes: table.repetitions(in: gguf.file))
    } catch let error as TokenizationError {
      return try listing.tokenizer(refusal: error)
    }
  }

  private func preTokenizer(_ splitting: GGUFSplitting) throws -> PreTokenizer {
    switch splitting.spelling {
    case .bytes: return try SplitPatterns.stages(splitting.patterns, dialect: dialect)
    case .characters, .charactersAndLineEnds, .markedWords:
      return .sequence(try SplitPatterns.splits(splitting.patterns, dialect: dialect))
    case .words:
      let space = try SplitPattern(regex: #"\s+"#)
      return .sequence(
        [.cutting(.split(SplitPreTokenizer(pattern: space, behavior: .removed)))]
          + (try SplitPatterns.splits(splitting.patterns, dialect: dialect)))
    }
  }

  private func normalizer(_ splitting: GGUFSplitting) throws -> Normalizer? {
    switch splitting.spelling {
    case .bytes: nil
    case .characters, .charactersAndLineEnds: marks
    case .markedWords:
      .sequence([
        marks,
        .replace(
          ReplaceNormalizer(
            pattern: try SplitPattern(regex: "(?:\\A|(?<=\\n))(?=[^\u{2581}\\n])"),
            content: SentencePieceVocabulary.spaceMark)),
      ])
    case .words: gguf.lowercases == true ? .sequence([Self.dotlessCapitals, .lowercase(LowercaseNormalizer())]) : nil
    }
  }

  /// İ becomes i alone, without the dot above that its small letter has.
  private static let dotlessCapitals = Normalizer.replace(
    ReplaceNormalizer(pattern: .literal(Array("İ".utf8)), content: [0x69]))

  /// Spaces become ▁.
  private var marks: Normalizer {
    .replace(ReplaceNormalizer(pattern: .literal([0x20]), content: SentencePieceVocabulary.spaceMark))
  }

  private func decoder(_ splitting: GGUFSplitting) -> TokenDecoder {
    switch splitting.spelling {
    case .bytes: .byteLevel
    case .characters, .charactersAndLineEnds, .markedWords:
      .sequence([
        .replace(ReplaceDecoder(pattern: .literal(SentencePieceVocabulary.spaceMark), content: [0x20])), .byteFallback,
        .fuse,
      ])
    case .words: .sequence([.byteFallback, .fuse])
    }
  }

  private func options(_ splitting: GGUFSplitting) -> BytePairModel.Options {
    var options = BytePairModel.Options()
    options.ignoresMerges = splitting.ignoresMerges
    options.byteFallback = splitting.spelling != .bytes
    options.vanishedSeparate = true
    options.keepsLineEnds = [.charactersAndLineEnds, .markedWords].contains(splitting.spelling)
    return options
  }

  /// The merges; of a pair that is there twice, the first rank counts.
  private func merges(_ table: TokenTable) throws -> MergeTable {
    guard !gguf.merges.isEmpty else { throw TokenizationError.missing(file: gguf.file, field: gguf.key("merges")) }
    var reader = MergeReader(file: gguf.file, table: table)
    var known: Set<[UInt8]> = []
    for (index, merge) in gguf.merges.enumerated() where known.insert(merge).inserted {
      do {
        try merge.withUnsafeBufferPointer { try reader.insert(line: $0, number: index + 1) }
      } catch TokenizationError.brokenMerge(_, _, let found) {
        throw gguf.unexpected("merges[\(index)]", "two tokens with one space between them", "“\(found)”")
      } catch TokenizationError.mergeOfUnknownToken(_, _, let token) {
        throw gguf.unexpected("merges[\(index)]", "tokens of the vocabulary, and one for both joined", "“\(token)”")
      }
    }
    return reader.merges
  }

  private func postProcessor(_ splitting: GGUFSplitting) throws -> PostProcessor {
    // Where such files say nothing, llama.cpp takes token 11 for both.
    let usual = gguf.model == "gemma4" ? nil : 11
    let begin = splitting.insistsOnBegin || (gguf.addsBegin ?? splitting.addsBegin)
    return .surrounding(
      begin ? try gguf.special("bos_token_id", gguf.beginID, usual: splitting.hasUsualBegin ? usual : nil) : nil,
      gguf.addsEnd == true ? try gguf.special("eos_token_id", gguf.endID, usual: usual) : nil)
  }
}
