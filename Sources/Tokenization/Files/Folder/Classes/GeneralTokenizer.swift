extension TokenizerClass {
  /// `TokenizersBackend`: the tokenizer.json as it is, with what the small files add; without one, a SentencePiece file.
  static let general = TokenizerClass(name: TokenizerChoice.general, files: []) { context in
    guard let json = context.json else {
      if context.folder.path("tokenizer.model") != nil { return try ofPieces(context, file: "tokenizer.model") }
      throw TokenizationError.missingFile(
        folder: context.folder.place, name: "tokenizer.json", tokenizer: TokenizerChoice.general)
    }
    return try fileDecides(context, json)
  }

  /// The pipeline of a class that has nothing of its own to say.
  static func fileDecides(_ context: ClassContext, _ json: TokenizerJSON) throws -> ClassPipeline {
    var pipeline = ClassPipeline(
      normalizer: try json.normalizer(), preTokenizer: try json.preTokenizer(), model: try json.tokenModel(),
      decoder: try json.decoder(), roles: SpecialRoles(context.options))
    pipeline.present = try json.addedTokens()
    pipeline.isOfFile = true
    return pipeline
  }
}
