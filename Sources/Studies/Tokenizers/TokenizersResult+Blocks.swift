import SafeText

extension TokenizersResult {
  public func blocks() -> [Block] {
    var blocks: [Block] = [
      .paragraph(
        "\(text.name): \(text.words.grouped) words (\(text.distinctWords.grouped) different), "
          + "\(text.characters.grouped) characters, \(text.bytes.grouped) bytes"),
      counts,
    ]
    blocks += agreements.map { pair in
      .paragraph("\(pair.a) and \(pair.b) cut \(NumberText.percent(pair.share)) of the words at the same places.")
    }
    if !differences.isEmpty { blocks.append(.details(title: "Words where they differ most", [differing])) }
    for model in models where !model.worstWords.isEmpty {
      blocks.append(.details(title: "Words that cost \(model.model) most", [worst(model)]))
    }
    return blocks + [.figures]
  }

  private var counts: Block {
    .table(
      ["Model", "Vocabulary", "Tokens", "Tokens per word", "Bytes per token", "Whole words", "Unknown"],
      numbers: [1, 2, 3, 4, 5, 6],
      models.map { model in
        [
          model.model, model.vocabularySize.grouped, model.tokens.grouped,
          model.tokensPerWord.map { NumberText.decimal($0, fractionDigits: 3) } ?? "",
          model.bytesPerToken.map { NumberText.decimal($0, fractionDigits: 3) } ?? "",
          NumberText.percent(model.wholeWords), model.unknownTokens.grouped,
        ]
      })
  }

  private var differing: Block {
    .table(
      ["Word", "Times"] + models.map(\.model), numbers: [1], clips: true,
      differences.map { word in
        [word.word, word.occurrences.grouped]
          + word.pieces.map { "\($0.count): " + $0.map(\.shown).joined(separator: " ") }
      })
  }

  private func worst(_ model: Model) -> Block {
    .table(
      ["Word", "Times", "Tokens", "Pieces"], numbers: [1, 2], clips: true,
      model.worstWords.map { word in
        [
          word.word, word.occurrences.grouped, word.tokens.grouped,
          word.pieces.map(\.shown).joined(separator: " "),
        ]
      })
  }
}
