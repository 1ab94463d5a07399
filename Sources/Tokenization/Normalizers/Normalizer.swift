/// The first stage: rewrites text before it is split, for instance into lower case.
indirect enum Normalizer: Sendable, Equatable {
  case bert(BertNormalizer)
  case sentencePiece(SentencePieceNormalizer)
  case sequence([Normalizer])

  /// The text `view`, rewritten.
  func normalize(_ view: TextView) throws -> AlignedText {
    switch self {
    case .bert(let normalizer): normalizer.normalize(view)
    case .sentencePiece(let normalizer): normalizer.normalize(view)
    case .sequence(let stages):
      try stages.reduce(AlignedText(view)) { text, stage in try text.withView(stage.normalize) }
    }
  }

  /// A token's `content`, rewritten.
  func normalize(_ content: [UInt8]) throws -> [UInt8] {
    try content.withUnsafeBufferPointer { try normalize(TextView(bytes: $0, sources: nil, base: 0)).bytes }
  }
}
