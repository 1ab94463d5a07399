/// Stages that mark spaces with ▁ and hand text to SentencePiece's byte pairs, where text may be taken part by part
/// (``PairCuts``), each as it stands.
struct MarkedWords: Sendable {
  /// Whether a space is put before the text.
  let addsSpace: Bool
  /// Where it may be cut.
  let cuts: PairCuts

  /// Nil where the stages do anything else, or characters depend on each other in another way than by merges.
  init?(_ normalizer: Normalizer?, _ preTokenizer: PreTokenizer?, _ model: BytePairModel) {
    let options = model.options
    guard !options.ignoresMerges, !options.keepsLineEnds, options.continuingPrefix.isEmpty, options.endSuffix.isEmpty,
      let addsSpace = Self.addsSpace(normalizer)
    else { return nil }
    guard preTokenizer == nil || preTokenizer == (try? SentencePieceVocabulary.wordCutter()),
      model.table.id(of: SentencePieceVocabulary.spaceMark) != nil, model.spellsEverything
    else { return nil }
    self.addsSpace = addsSpace
    cuts = PairCuts(model.table)
  }

  /// Whether `normalizer` puts a space before text whose spaces it marks; nil where it does not mark them, or does more.
  private static func addsSpace(_ normalizer: Normalizer?) -> Bool? {
    switch normalizer {
    case .sentencePiece(let normalizer): return normalizer.onlyMarksSpaces ? normalizer.addsSpace : nil
    case .replace: return normalizer == marking ? false : nil
    case .sequence(let stages):
      let prepending = Normalizer.prepend(PrependNormalizer(content: SentencePieceVocabulary.spaceMark))
      return stages == [prepending, marking] ? true : nil
    default: return nil
    }
  }

  private static let marking = Normalizer.replace(
    ReplaceNormalizer(pattern: .literal([UInt8(ascii: " ")]), content: SentencePieceVocabulary.spaceMark))
}

extension BytePairModel {
  /// Whether each character is a token or becomes tokens of its bytes, none of which merges.
  fileprivate var spellsEverything: Bool {
    guard let fallbackTokens, !fallbackTokens.contains(Self.noToken) else { return false }
    return !merges.involvesAny(of: fallbackTokens)
  }

  /// Appends the ids of `word`, whose spaces are marked first.
  func appendMarked(
    _ word: Slice<UnsafeBufferPointer<UInt8>>, addsSpace: Bool, _ scratch: inout Scratch, into ids: inout [Int]
  ) throws {
    var marked: [UInt8] = []
    swap(&marked, &scratch.spelled)
    defer { swap(&marked, &scratch.spelled) }
    marked.removeAll(keepingCapacity: true)
    if addsSpace { marked += SentencePieceVocabulary.spaceMark }
    for byte in word {
      if byte == UInt8(ascii: " ") { marked += SentencePieceVocabulary.spaceMark } else { marked.append(byte) }
    }
    var builder = EncodingBuilder(wantsOffsets: false, bytes: 0)
    try marked.withUnsafeBufferPointer { bytes in
      try encode(
        characters: TextView(bytes: bytes, sources: nil, base: 0), 0..<bytes.count, &scratch, into: &builder)
    }
    ids += builder.ids
  }
}
