/// The stages that classes over SentencePiece vocabularies have in common.
extension SentencePieceClass {
  static let spaceMark = "\u{2581}"

  /// `add_prefix_space`, which most have on.
  static func addsPrefixSpace(_ options: ClassOptions) throws -> MetaspacePreTokenizer.PrependScheme {
    try options.bool("add_prefix_space", default: true) ? .always : .never
  }

  /// Spaces become marks, with which the pieces begin.
  static func metaspace(_ scheme: MetaspacePreTokenizer.PrependScheme, splits: Bool = true) -> PreTokenizer {
    .metaspace(MetaspacePreTokenizer(prependScheme: scheme, splits: splits))
  }

  /// Words, cut at all white space, each with a mark before it.
  static func markedWords(_ scheme: MetaspacePreTokenizer.PrependScheme) -> PreTokenizer {
    .sequence([
      .cutting(.scalarSplit(ScalarSplitPreTokenizer(delimiter: .whitespace, behavior: .removed))), metaspace(scheme),
    ])
  }

  /// Marks become spaces again.
  static func metaspaceDecoder(_ scheme: MetaspacePreTokenizer.PrependScheme) -> TokenDecoder {
    .metaspace(MetaspaceDecoder(mark: SentencePieceVocabulary.spaceMark, dropsFirst: scheme != .never))
  }

  /// Marks become spaces and byte tokens text; with `strips` the first space goes.
  static func byteFallbackDecoder(strips: Bool) -> TokenDecoder {
    let stages: [TokenDecoder] = [
      .replace(ReplaceDecoder(pattern: .literal(SentencePieceVocabulary.spaceMark), content: [0x20])), .byteFallback,
      .fuse,
    ]
    return .sequence(stages + (strips ? [.strip(StripDecoder(character: [0x20], start: 1, end: 0))] : []))
  }

  /// Replaces what a regular expression finds.
  static func replacing(_ regex: String, by content: String) throws -> Normalizer {
    .replace(ReplaceNormalizer(pattern: try SplitPattern(regex: regex), content: Array(content.utf8)))
  }

  /// Replaces a string.
  static func replacing(literal: String, by content: String) -> Normalizer {
    .replace(ReplaceNormalizer(pattern: .literal(Array(literal.utf8)), content: Array(content.utf8)))
  }

  /// Quotation marks of TeX become plain ones.
  static let plainQuotes = [replacing(literal: "``", by: "\""), replacing(literal: "''", by: "\"")]

  /// Runs of spaces become one, after the file's own rules for characters.
  static func singleSpaces(after map: PrecompiledNormalizer?) throws -> Normalizer {
    .sequence(
      (map.map { [.precompiled($0)] } ?? []) + [try replacing(KnownExpression.repeatedSpaces.rawValue, by: " ")])
  }

  /// Compatible forms without accents, and in lower case where asked for.
  static func plainLetters(keepsAccents: Bool, lowercases: Bool) -> [Normalizer] {
    var stages: [Normalizer] = []
    if !keepsAccents {
      stages += [.form(NormalFormNormalizer(compatible: true)), .stripAccents(StripAccentsNormalizer())]
    }
    if lowercases { stages.append(.lowercase(LowercaseNormalizer())) }
    return stages
  }

  /// The id of the first token with this content and score 0.
  static func position(
    of content: String, in tokens: [ScoredToken], from start: Int = 0
  ) -> Int? {
    tokens.dropFirst(start).firstIndex(of: ScoredToken(content))
  }
}
