extension SentencePieceClass {
  /// T5 and its kin: sentences end with `</s>`, and 100 sentinels stand behind the pieces, the last one first.
  static let t5 = sentinels("T5Tokenizer", unknownID: 2, endsText: true)
  /// VideoPrism's, which puts nothing behind a sentence.
  static let videoPrism = sentinels("VideoPrismTokenizer", unknownID: 2, endsText: false)

  private static func sentinels(_ name: String, unknownID: Int, endsText: Bool) -> SentencePieceClass {
    SentencePieceClass(
      name: name, file: "spiece.model", model: .unigram(unknownID: unknownID),
      arrangement: .surrounded(dropping: 0) { options in
        ([], try sentinelNames(options).reversed().map { ScoredToken($0) })
      },
      specialTokens: ["eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"],
      extraTokens: { given, options in
        let sentinels = try sentinelNames(options)
        let named = (given ?? []).count { $0.string.contains("<extra_id_") }
        if named == 0 { return (given ?? []) + sentinels.map { NamedToken($0) } }
        guard sentinels.isEmpty || sentinels.count == named else {
          throw options.unexpected(
            "extra_ids", "\(named), as many as there are tokens <extra_id_…>", "\(sentinels.count)")
        }
        return given
      },
      preTokenizer: { _ in markedWords(.always) }, decoder: { _ in metaspaceDecoder(.always) },
      template: { options in
        guard endsText else { return nil }
        let end = ClassTemplate.Item.alias("</s>", of: options.token("eos_token", default: "</s>"), type: 0)
        return ClassTemplate(single: [.first, end], pair: [.first, end, .second, end])
      })
  }

  /// `<extra_id_0>` and those after it, as many as `extra_ids` says.
  private static func sentinelNames(_ options: ClassOptions) throws -> [String] {
    try (0..<options.count("extra_ids", default: 100, limit: 1 << 16)).map { "<extra_id_\($0)>" }
  }
}
