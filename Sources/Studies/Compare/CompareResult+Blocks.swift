import SafeText

extension CompareResult {
  public func blocks() -> [Block] {
    var blocks: [Block] = [.explanation(explanation), tokens]
    if let seed {
      // Where every model has more rows, the index is drawn from 10,000 on.
      let isBeyond = Int(query).map { $0 >= 10_000 } ?? false
      let range = isBeyond ? "10,000 to 20,000" : "the rows that each model has"
      blocks.append(.paragraph("The index was drawn from \(range), with seed \(seed)."))
    }
    if !pairs.isEmpty { blocks.append(correlations) }
    return blocks + [.notes(notes), .figures, .caution(caution)]
  }

  private var explanation: String {
    mode == .index ? "Row \(query) of each matrix." : "The word “\(query)” in each model."
  }

  private var tokens: Block {
    .table(
      ["Model", "Index", "Token", "In the vocabulary", "Splits into", "Other forms"], numbers: [1],
      models.map { model in
        [
          model.model, String(model.tokenID), model.token.shown, model.token.raw,
          model.splitInto.count == 1 ? "one token" : model.splitInto.map(String.init).joined(separator: " "),
          model.otherForms.isEmpty ? "none" : model.otherForms.map { "\($0.raw) (\($0.id))" }.joined(separator: ", "),
        ]
      })
  }

  private var correlations: Block {
    .table(
      ["Correlation of", "with", "r"], numbers: [2],
      (pairs + otherPairs).map { pair in
        [
          "\(pair.a), token \(pair.tokenIDs[0])", "\(pair.b), token \(pair.tokenIDs[1])",
          pair.r.map { NumberText.decimal($0, fractionDigits: 6) } ?? "not defined",
        ]
      })
  }

  private var caution: String {
    switch mode {
    case .index:
      "Each model numbers its tokens by itself, so the same index is two unrelated tokens. And the dimensions of two "
        + "models have no common meaning: dimension 7 of one has nothing to do with dimension 7 of the other."
    case .word:
      "A byte-level vocabulary has a word twice: after a space, which is how it nearly always stands in a text, and "
        + "without one, which is how encode finds it when it is given the bare word. And even for the right pair r stays "
        + "near zero, because the two models’ axes are not shared: it says nothing about whether they agree on the word."
    }
  }
}
