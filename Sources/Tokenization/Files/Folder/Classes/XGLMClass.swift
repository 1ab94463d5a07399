extension SentencePieceClass {
  /// XGLM: seven tokens without use behind the others; texts begin with `</s>`.
  static let xglm = SentencePieceClass(
    name: "XGLMTokenizer", file: "tokenizer.model", model: .unigram(unknownID: 3), specialTokens: fairseqNames,
    extraTokens: { given, _ in
      let given = given ?? []
      let words = (0..<7).map { "<madeupword\($0)>" }
      return given + words.map { NamedToken($0) }
    },
    normalizer: { _, map in try singleSpaces(after: map) },
    preTokenizer: { metaspace(try addsPrefixSpace($0)) }, decoder: { metaspaceDecoder(try addsPrefixSpace($0)) },
    template: { options in
      let end = ClassTemplate.Item.token(options.token("eos_token", default: "</s>"))
      return ClassTemplate(single: [end, .first], pair: [end, .first, end, end, .second])
    })
}
