import SafeText

extension NeighborsResult {
  public func blocks() -> [Block] {
    var blocks: [Block] = [
      .explanation(
        "For each word the tokens whose rows are nearest to the word’s own row, of all rows. A word is taken as it stands in "
          + "a text: after a space, where the vocabulary has a token for that.")
    ]
    for model in models {
      if models.count > 1 { blocks.append(.heading(model.model)) }
      blocks.append(.folded(title: "The numbers", model.queries.flatMap(self.blocks)))
      blocks.append(.notes(model.notes))
    }
    return blocks + [
      .figures,
      .caution(
        "A row knows its token without any text around it: one row for all meanings of a word. The nearest are often the "
          + "same word spelled in another way. And a cosine is large or small only beside that of all pairs, which is far "
          + "from zero in many models."),
    ]
  }

  private func blocks(_ query: Query) -> [Block] {
    let tokens = query.tokens.map { "\($0.shown) \($0.id)" }.joined(separator: " ")
    let title = query.isMean ? "“\(query.query)”, no token: the mean of \(tokens)" : tokens
    guard !query.neighbors.isEmpty else {
      return [.paragraph("\(title): no neighbours.")] + comparisons(query) + spellings(query)
    }
    return [.details(title: title, [table(query.neighbors)] + comparisons(query) + spellings(query))]
  }

  private func table(_ neighbors: [Near]) -> Block {
    .table(
      ["Rank", metric.scoreName, "id", "Token", "Raw"], numbers: [0, 1, 2],
      neighbors.enumerated().map { index, near in
        [
          String(index + 1), NumberText.decimal(near.score, fractionDigits: 6), String(near.token.id),
          near.token.shown, near.token.raw,
        ]
      })
  }

  private func comparisons(_ query: Query) -> [Block] {
    query.comparisons.flatMap { comparison -> [Block] in
      let other = "\(comparison.other.shown) \(comparison.other.id)"
      guard let rank = comparison.rank else { return [.paragraph("\(other) cannot be compared with it.")] }
      let nearer = rank == 1 ? "no token is" : rank == 2 ? "1 token is" : "\((rank - 1).grouped) tokens are"
      let line = Block.paragraph("\(other) has rank \(rank.grouped): \(nearer) nearer to “\(query.query)”.")
      guard let closer = comparison.closer, !closer.isEmpty else { return [line] }
      return [line, table(closer)]
    }
  }

  private func spellings(_ query: Query) -> [Block] {
    guard !query.nearSpellings.isEmpty else { return [] }
    let tokens = query.nearSpellings.map { "\($0.shown) \($0.id)" }.joined(separator: ", ")
    return [.paragraph("Spelled nearly so: \(tokens)")]
  }
}
