import SafeText

extension VocabularyResult {
  public func blocks() -> [Block] {
    if let tokens { return [list(tokens)] }
    return (parts.contains(.sizes) ? sizeBlocks : []) + (parts.contains(.health) ? healthBlocks : [])
  }

  private func list(_ tokens: [Token]) -> Block {
    .table(
      ["id", "raw", "text", "bytes"], numbers: [0],
      tokens.map { [String($0.id), $0.raw, $0.text.map { "“\($0)”" } ?? "", $0.bytesHex] })
  }

  private var sizeBlocks: [Block] {
    [
      .explanation(
        "Three places say how many tokens a model knows: the tokenizer, which makes ids from text; the configuration; and "
          + "the embedding matrix, which has one row per id."),
      .table(
        ["Model", "Tokenizer", "Configuration", "Matrix", "Tensor", "Stored as"], numbers: [1, 2, 3],
        models.map { model in
          [
            model.model, model.tokenizerSize.grouped, model.configurationSize?.grouped ?? "not stated",
            model.matrixShape, model.embeddingTensor ?? "–", model.dtype ?? "–",
          ]
        }),
      .notes(models.map { ($0.model, $0.notes) }), .figures,
    ]
  }

  private var healthBlocks: [Block] {
    [
      .explanation(
        "Tokens that are no words, words that are there twice, and tokens that no text becomes: rows that training can "
          + "hardly have met."),
      .table(
        ["Tokens"] + models.map(\.model), numbers: Set(1..<(models.count + 1)),
        healthCounts.map { _, title, counts in
          [title.hasPrefix(" ") ? "– " + title.drop { $0 == " " } : title] + counts.map(\.grouped)
        }),
      .figures,
      .caution(
        "That a token’s bytes are no valid text, or that its characters merge to other tokens, is proved. “No text was "
          + "found” is not: many texts with the token in them were encoded, and none gave it. And the same word twice is no "
          + "fault: after a space it is the token that texts hold, without one a piece of other words."),
    ]
  }
}
