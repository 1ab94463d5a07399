/// The first stage: rewrites text before it is split, for instance into lower case.
indirect enum Normalizer: Sendable, Equatable {
  case bert(BertNormalizer)
  case llamaWords(LlamaWordNormalizer)
  case form(NormalFormNormalizer)
  case lowercase(LowercaseNormalizer)
  case strip(StripNormalizer)
  case stripAccents(StripAccentsNormalizer)
  case replace(ReplaceNormalizer)
  case prepend(PrependNormalizer)
  case byteLevel(ByteLevelNormalizer)
  case nmt(NmtNormalizer)
  case precompiled(PrecompiledNormalizer)
  case sentencePiece(SentencePieceNormalizer)
  case translation(TranslationNormalizer)
  case sequence([Normalizer])

  /// The text `view`, rewritten.
  func normalize(_ view: TextView) throws -> AlignedText {
    switch self {
    case .bert(let normalizer): normalizer.normalize(view)
    case .llamaWords(let normalizer): normalizer.normalize(view)
    case .form(let normalizer): normalizer.normalize(view)
    case .lowercase(let normalizer): normalizer.normalize(view)
    case .strip(let normalizer): normalizer.normalize(view)
    case .stripAccents(let normalizer): normalizer.normalize(view)
    case .replace(let normalizer): try normalizer.normalize(view)
    case .prepend(let normalizer): normalizer.normalize(view)
    case .byteLevel(let normalizer): normalizer.normalize(view)
    case .nmt(let normalizer): normalizer.normalize(view)
    case .precompiled(let normalizer): normalizer.normalize(view)
    case .sentencePiece(let normalizer): normalizer.normalize(view)
    case .translation(let normalizer): normalizer.normalize(view)
    case .sequence(let stages): try Self.normalize(view, by: stages)
    }
  }

  /// A token's `content`, rewritten.
  func normalize(_ content: [UInt8]) throws -> [UInt8] {
    try content.withUnsafeBufferPointer { try normalize(TextView(bytes: $0, sources: nil, base: 0)).bytes }
  }

  private static func normalize(_ view: TextView, by stages: [Normalizer]) throws -> AlignedText {
    guard let first = stages.first else { return AlignedText(view) }
    return try stages.dropFirst().reduce(first.normalize(view)) { text, stage in try text.withView(stage.normalize) }
  }
}
