extension TokenizerClass {
  /// Classes over vocabularies that SentencePiece trained.
  static let sentencePiece: [TokenizerClass] =
    [
      SentencePieceClass.llama, .codeLlama, .t5, .videoPrism, .xlmRoberta, .gemma, .albert, .camembert, .barthez,
      .mBART,
      .mBART50, .nllb, .seamlessM4T, .debertaV2, .pegasus, .xlnet, .bigBird, .remBERT, .reformer, .xglm,
    ].map(\.tokenizerClass) + [fnet, marian, m2m100]
}
