extension SentencePieceClass {
  /// Pegasus: two masks and 101 tokens without use stand before the pieces.
  static let pegasus = SentencePieceClass(
    name: "PegasusTokenizer", file: "spiece.model",
    model: .unigram { tokens, options in
      let unknown = options.token("unk_token", default: "<unk>")
      guard let id = position(of: unknown, in: tokens, from: 1) else {
        throw TokenizationError.tokenNotInVocabulary(file: options.file, field: "unk_token", token: unknown)
      }
      return id
    },
    arrangement: .surrounded(dropping: 2) { options in
      let mask = options.token("mask_token", default: "<mask_1>")
      let sentenceMask =
        options.isNull("mask_token_sent") ? "None" : try options.string("mask_token_sent") ?? "<mask_2>"
      let masks = [mask] + (sentenceMask == mask ? [] : [sentenceMask])
      let first = [
        options.token("pad_token", default: "<pad>"), options.token("eos_token", default: "</s>"),
      ]
      let before = (first + masks.filter { $0 != "None" }).map { ScoredToken($0) }
      return (before + (try unusedNames(options).map { .init($0, -100) }), [])
    },
    specialTokens: ["pad_token": "<pad>", "eos_token": "</s>", "unk_token": "<unk>", "mask_token": "<mask_2>"],
    extraTokens: { given, options in
      let sentenceMask = options.isNull("mask_token_sent") ? nil : try options.string("mask_token_sent") ?? "<mask_1>"
      let masks = [sentenceMask].compactMap { $0 }.map { NamedToken($0) }.filter { given?.contains($0) != true }
      return masks + (try unusedNames(options)).map { NamedToken($0) }
    },
    normalizer: { _, map in
      if map != nil { return try singleSpaces(after: map) }
      return .sequence([
        try replacing(#"\n"#, by: " "), try replacing(KnownExpression.repeatedSpaces.rawValue, by: " "),
      ])
    },
    preTokenizer: { _ in metaspace(.always) }, decoder: { _ in metaspaceDecoder(.always) },
    template: { .around([], [$0.token("eos_token", default: "</s>")]) })

  /// `<unk_2>` and those after it, up to `offset`.
  private static func unusedNames(_ options: ClassOptions) throws -> [String] {
    let offset = try options.count("offset", default: 103, limit: 1 << 16)
    return offset > 2 ? (2..<offset).map { "<unk_\($0)>" } : []
  }
}
