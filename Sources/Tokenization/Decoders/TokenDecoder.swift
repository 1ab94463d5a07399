/// The way back: makes text of the strings of tokens.
///
/// A decoder says what is done; ``stages`` makes what does it. Each stage takes tokens and gives tokens, and the text is what
/// the last one gives, joined.
indirect enum TokenDecoder: Sendable {
  /// Joins the tokens with spaces: what a tokenizer without a decoder does.
  case spaces
  case byteLevel
  case wordPiece(WordPieceDecoder)
  case metaspace(MetaspaceDecoder)
  case wordEnds(WordEndDecoder)
  case ctc(CTCDecoder)
  case replace(ReplaceDecoder)
  case fuse
  case strip(StripDecoder)
  case byteFallback
  case sentencePiece(SentencePieceDecoder)
  case stretches(StretchDecoder)
  /// White space at both ends of the whole text goes.
  case trim
  /// Spaces before punctuation and English endings go, all over the text.
  case cleanUp
  case sequence([TokenDecoder])

  /// The stages, at the beginning of a text.
  var stages: [any DecodingStage] {
    switch self {
    case .spaces: [SpaceDecoder()]
    case .byteLevel: [ByteLevelDecoder()]
    case .wordPiece(let decoder): [decoder]
    case .metaspace(let decoder): [decoder]
    case .wordEnds(let decoder): [decoder]
    case .ctc(let decoder): [decoder]
    case .replace(let decoder): [decoder]
    case .fuse: [FuseDecoder()]
    case .strip(let decoder): [decoder]
    case .byteFallback: [ByteFallbackDecoder()]
    case .sentencePiece(let decoder): [decoder]
    case .stretches(let decoder): [decoder]
    case .trim: [TrimDecoder()]
    case .cleanUp: [CleanUpDecoder()]
    case .sequence(let decoders): decoders.flatMap(\.stages)
    }
  }

  /// The text that `tokens` stand for.
  func decode(_ tokens: TokenStrings) throws -> String {
    var chain = DecodingChain(self)
    return try chain.decode(tokens, isLast: true)
  }
}
