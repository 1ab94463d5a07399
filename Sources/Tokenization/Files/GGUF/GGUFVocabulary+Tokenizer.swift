extension Tokenizer {
  /// Makes the tokenizer that a GGUF file describes: its ids are those of llama.cpp.
  ///
  /// Tokens can be listed and decoded whatever the file says about the way from text to ids. Where that is not known here, or
  /// what it needs is missing or wrong, encoding is refused with the reason (``Tokenizer/encodingRefusal``).
  ///
  /// - Parameters:
  ///   - pattern: how text is split, instead of what the file says: a name of ``GGUFSplitting``, that of a tiktoken file
  ///     (`cl100k_base`), or a regular expression.
  /// - Throws: ``TokenizationError`` naming the key of the file, for tokens that cannot be listed and for a bad pattern.
  package init(gguf: GGUFVocabulary, pattern: String? = nil) throws {
    let gguf = try gguf.completed()
    switch gguf.model {
    case "gpt2", "gemma4", "whitespace": self = try GGUFBytePairs(gguf, pattern: pattern).tokenizer()
    case "llama": self = try GGUFPieces(gguf, .bytePairs).tokenizer()
    case "t5": self = try GGUFPieces(gguf, .unigram).tokenizer()
    case "bert": self = try GGUFWordPieces(gguf).tokenizer()
    case "rwkv": self = try GGUFListing(gguf, .escapedBytes).tokenizer()
    case "plamo2", "plamo3": self = try GGUFListing(gguf, .characters).tokenizer()
    case "hybriddna": self = try GGUFListing(gguf, .bytes).tokenizer()
    case "none", "no_vocab": throw TokenizationError.emptyVocabulary(file: gguf.file)
    default: self = try GGUFListing(gguf, .plain).tokenizer()
    }
  }
}

extension GGUFVocabulary {
  /// Whether text is split by a pattern before it becomes tokens.
  package var isSplitByPattern: Bool { ["gpt2", "gemma4", "whitespace"].contains(model) }
}

/// A GGUF vocabulary of a model by which no text is encoded here: its tokens and the way back.
struct GGUFListing {
  /// How tokens spell text.
  enum Spelling {
    /// Each byte is a character of ``ByteAlphabet``.
    case bytes
    /// Characters stand for themselves, bytes are `<0xNN>`.
    case characters
    /// As Python writes them between quotation marks, `\xNN` for a byte.
    case escapedBytes
    /// Nothing is known.
    case plain
  }

  private let gguf: GGUFVocabulary
  private let spelling: Spelling

  /// The tokens of `gguf`.
  init(_ gguf: GGUFVocabulary, _ spelling: Spelling) {
    self.gguf = gguf
    self.spelling = spelling
  }

  /// The tokenizer, which refuses texts by the name of the model.
  func tokenizer() throws -> Tokenizer {
    try tokenizer(
      refusal: .unsupported(
        file: gguf.file, field: gguf.key("model"), found: "“\(gguf.model)”",
        reason: "its tokens can be listed and decoded, and no text be made tokens"))
  }

  /// The tokenizer, which refuses texts with `refusal`.
  func tokenizer(refusal: TokenizationError) throws -> Tokenizer {
    let table = try table()
    let strings = GGUFSpecialTokens(gguf, table).added()
    var options = BytePairModel.Options()
    options.byteFallback = spelling == .characters
    return Tokenizer(
      normalizer: nil, preTokenizer: nil,
      model: .bytePairs(BytePairModel(table: table, merges: MergeTable(capacity: 0), options: options)),
      postProcessor: .none, decoder: decoder,
      added: try AddedTokens(strings, normalizer: nil, file: gguf.file, search: .longestFirst),
      notes: table.repetitions(in: gguf.file), encodingRefusal: refusal)
  }

  private func table() throws -> TokenTable {
    if spelling == .escapedBytes { return try gguf.table(of: gguf.tokens.map(GGUFEscapes.bytes)) }
    return try gguf.table()
  }

  private var decoder: TokenDecoder {
    switch spelling {
    case .bytes: .byteLevel
    case .characters: .sequence([.byteFallback, .fuse])
    case .escapedBytes, .plain: .fuse
    }
  }
}
