/// The first stage: rewrites text before it is split, for instance into lower case.
enum Normalizer: Sendable, Equatable {
  case bert(BertNormalizer)

  /// The text `view`, rewritten; `view` must be a part of the original.
  func normalize(_ view: TextView) -> AlignedText {
    switch self {
    case .bert(let normalizer): normalizer.normalize(view)
    }
  }

  /// A token's `content`, rewritten.
  func normalize(_ content: [UInt8]) -> [UInt8] {
    content.withUnsafeBufferPointer { normalize(TextView(bytes: $0, sources: nil, base: 0)).bytes }
  }
}
