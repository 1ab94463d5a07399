/// llama.cpp's way to make text ready for BERT's vocabulary: words with one space between them, punctuation and ideographs as
/// words of their own.
///
/// It differs from ``BertNormalizer``: of a decomposition only the first scalar stays (of a Korean syllable, one jamo), all
/// marks go, not those without width alone, and scalars that are not assigned stay.
struct LlamaWordNormalizer: Sendable, Equatable {
  /// Whether scalars are decomposed and marks removed.
  var stripsAccents = true
  /// Whether text becomes lower case.
  var lowercases = true

  private static let removed = CategorySet.other.subtracting([.unassigned, .whiteControl])

  /// The text `view`, rewritten.
  func normalize(_ view: TextView) -> AlignedText {
    var text = AlignedText()
    text.bytes.reserveCapacity(view.bytes.count + view.bytes.count / 8)
    text.sources.reserveCapacity(view.bytes.count + view.bytes.count / 8)
    view.forEachScalar(in: 0..<view.bytes.count) { original, _, source in
      let value = stripsAccents ? Self.base(of: original) : original
      let category = CategorySet.of(value)
      if !category.isDisjoint(with: .whitespace) { return text.append(0x20, from: source) }
      if value == 0xFFFD || !category.isDisjoint(with: Self.removed) { return }
      if stripsAccents, !category.isDisjoint(with: .mark) { return }
      let isWord =
        !category.isDisjoint(with: .punctuation) || (value < 0x7F && !category.isDisjoint(with: .symbol))
        || Self.isIdeograph(value)
      if isWord { text.append(0x20, from: source) }
      text.append(lowercases ? ScalarMapping.lowercase(value) : value, from: source)
      if isWord { text.append(0x20, from: source) }
    }
    return text
  }

  /// The first scalar of the canonical decomposition of `value`.
  private static func base(of value: UInt32) -> UInt32 {
    var first: UInt32?
    ScalarMapping.forEachDecomposed(value) { if first == nil { first = $0 } }
    return first ?? value
  }

  private static func isIdeograph(_ value: UInt32) -> Bool {
    switch value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F, 0x2B920...0x2CEAF,
      0xF900...0xFAFF, 0x2F800...0x2FA1F:
      true
    default: false
    }
  }
}
