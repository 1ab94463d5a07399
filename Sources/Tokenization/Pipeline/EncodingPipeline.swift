/// The stages from a text to its tokens, and which way through them a text takes.
///
/// Added tokens are cut out first. What lies between two of them, a stretch, goes through normalizer, pre-tokenizer and model on
/// one of three ways that come to the same ids and offsets; which one depends on the stages alone and is decided here, once.
/// Documentation/TextToTokens.md walks a text through.
final class EncodingPipeline: Sendable {
  /// The tokens that are looked for before anything else, in the text as it stands or in the normalized text.
  let added: AddedTokens
  let normalizer: Normalizer?
  let preTokenizer: PreTokenizer?
  let model: TokenModel
  /// The way that stretches take.
  let way: Way

  /// How a stretch becomes tokens.
  enum Way: Sendable {
    /// BERT's normalizer, split and WordPiece in one pass over the stretch as it stands.
    case bert(BertPass)
    /// Byte pairs of pieces that are ranges of the normalized stretch's own bytes.
    case rawBytes(RawBytePass)
    /// SentencePiece's byte pairs: ids alone word by word, all else stage by stage.
    case markedWords(WordPass)
    /// One stage after the other, as the tokenizer's file has them: right for every tokenizer.
    case stageByStage
  }

  /// The pipeline of these stages.
  init(added: AddedTokens, normalizer: Normalizer?, preTokenizer: PreTokenizer?, model: TokenModel) {
    self.added = added
    // Some files have a list of none.
    let normalizer = normalizer == .sequence([]) ? nil : normalizer
    self.normalizer = normalizer
    self.preTokenizer = preTokenizer
    self.model = model
    if !added.hasNormalized, let pass = BertPass(normalizer: normalizer, preTokenizer: preTokenizer, model: model) {
      way = .bert(pass)
    } else if let pass = RawBytePass(preTokenizer: preTokenizer, model: model) {
      way = .rawBytes(pass)
    } else if !added.normalizedDependOnSpaces,
      let pass = WordPass(normalizer: normalizer, preTokenizer: preTokenizer, model: model)
    {
      way = .markedWords(pass)
    } else {
      way = .stageByStage
    }
  }

  /// Encodes a whole text, which must be valid UTF-8 of at most ``Tokenizer/longestText`` bytes.
  ///
  /// - Parameter keepsSpecial: Whether special tokens that stand in the text are text like other text.
  func encode(
    _ bytes: UnsafeBufferPointer<UInt8>, keepsSpecial: Bool, _ scratch: inout TokenModel.Scratch,
    into builder: inout EncodingBuilder
  ) throws {
    precondition(bytes.count <= Tokenizer.longestText, "a text of \(bytes.count) bytes is too long")
    let original = TextView(bytes: bytes, sources: nil, base: 0)
    guard added.mayOccur(in: bytes, normalized: false) else {
      return try encode(stretch: original, keepsSpecial, &scratch, into: &builder)
    }
    for segment in added.segments(of: bytes, normalized: false, keepsSpecial: keepsSpecial) {
      let part = original.slice(segment.range)
      if let token = segment.token {
        builder.append(token, part, 0..<part.bytes.count)
      } else {
        try encode(stretch: part, keepsSpecial, &scratch, into: &builder)
      }
    }
  }

  /// Encodes a stretch of the original in which no added token is looked for as it stands.
  private func encode(
    stretch: TextView, _ keepsSpecial: Bool, _ scratch: inout TokenModel.Scratch, into builder: inout EncodingBuilder
  ) throws {
    switch way {
    case .bert(let pass): try pass.encode(stretch, &scratch.wordPiece, into: &builder)
    case .rawBytes(let pass):
      try normalize(stretch, keepsSpecial, into: &builder) { try pass.encode($0, &scratch.bytePairs, into: &$1) }
    case .markedWords(let pass) where !builder.wantsOffsets:
      try encodeMarked(stretch, pass, keepsSpecial, &scratch, into: &builder)
    case .markedWords, .stageByStage:
      try normalize(stretch, keepsSpecial, into: &builder) { try split($0, &scratch, into: &$1) }
    }
  }

  /// The ids of a stretch whose words are marked; added tokens are found before spaces are marked, as they have none.
  private func encodeMarked(
    _ stretch: TextView, _ pass: WordPass, _ keepsSpecial: Bool, _ scratch: inout TokenModel.Scratch,
    into builder: inout EncodingBuilder
  ) throws {
    let bytes = stretch.bytes
    guard added.mayOccur(in: bytes, normalized: true) else {
      return try pass.encode(bytes, &scratch.bytePairs, into: &builder.ids)
    }
    for segment in added.segments(of: bytes, normalized: true, keepsSpecial: keepsSpecial) {
      let isFirst = segment.range.lowerBound == 0
      guard let token = segment.token else {
        let part = UnsafeBufferPointer(rebasing: bytes[segment.range])
        try pass.encode(part, isFirst: isFirst, &scratch.bytePairs, into: &builder.ids)
        continue
      }
      // The space before the text is a text of its own then.
      if isFirst { try pass.encodeSpaceBefore(&scratch.bytePairs, into: &builder.ids) }
      builder.append(token, stretch, segment.range)
    }
  }

  /// Normalizes a stretch, cuts out the added tokens that are looked for then, and hands what lies between them to `encode`.
  private func normalize(
    _ stretch: TextView, _ keepsSpecial: Bool, into builder: inout EncodingBuilder,
    _ encode: (TextView, inout EncodingBuilder) throws -> Void
  ) throws {
    guard let normalizer else { return try cutOut(stretch, keepsSpecial, into: &builder, encode) }
    try normalizer.normalize(stretch).withView { try cutOut($0, keepsSpecial, into: &builder, encode) }
  }

  private func cutOut(
    _ text: TextView, _ keepsSpecial: Bool, into builder: inout EncodingBuilder,
    _ encode: (TextView, inout EncodingBuilder) throws -> Void
  ) throws {
    guard !text.bytes.isEmpty else { return }
    guard added.mayOccur(in: text.bytes, normalized: true) else { return try encode(text, &builder) }
    for segment in added.segments(of: text.bytes, normalized: true, keepsSpecial: keepsSpecial) {
      if let token = segment.token {
        builder.append(token, text, segment.range)
      } else {
        try encode(text.slice(segment.range), &builder)
      }
    }
  }

  /// Splits normalized text with the pre-tokenizer and encodes the pieces.
  private func split(_ text: TextView, _ scratch: inout TokenModel.Scratch, into builder: inout EncodingBuilder) throws
  {
    let whole = [0..<text.bytes.count]
    guard let preTokenizer else { return try model.encode(text, whole, &scratch, into: &builder) }
    try preTokenizer.split(text, whole) { text, pieces in try model.encode(text, pieces, &scratch, into: &builder) }
  }
}
