import SafeText

extension DiffResult {
  public func blocks() -> [Block] {
    [
      .explanation(
        "Two versions of one model, token by token: the angle between a token’s row in one and its row in the other, and what "
          + "became of its length and of its neighbours.")
    ] + facts.map(Block.paragraph) + [moved] + Block.tokens("dropped", dropped, of: droppedCount)
      + Block.tokens("added", added, of: addedCount) + [
        .notes(notes), .figures,
        .caution(
          "A row that moved need not mean something else now: training on turns all rows a little, rounding moves every one. "
            + "Angles of 90° for nearly all rows say that the two are no versions of one model at all."),
      ]
  }

  private var facts: [String] {
    let pairs = rows.idA.count
    var lines = [
      "\(a.model) (\(a.dtype)) and \(b.model) (\(b.dtype)): \(pairs.grouped) pairs of rows by their \(pairedBy), "
        + "\(differentIDs.grouped) with different ids.",
      "\(identical.grouped) \(identical == 1 ? "pair is" : "pairs are") the same "
        + "(\(comparesBytes ? "bytes" : "values")), \(NumberText.percent(identical, of: pairs)).",
      "Angle: median \(NumberText.short(angles.median))°, largest \(NumberText.short(angles.max))°. "
        + "Norm: B / A from \(NumberText.short(normRatios.min)) to \(NumberText.short(normRatios.max)).",
    ]
    if let meanJaccard {
      lines.append("Of the \(k) nearest rows, \(NumberText.percent(meanJaccard)) are common (mean Jaccard).")
    }
    return lines
  }

  private var moved: Block {
    guard !mostMoved.isEmpty else { return .paragraph("No row moved.") }
    return .table(
      ["id", "Token", "Angle", "Norm B/A", "Distance", "Neighbours", "Nearest in A", "Nearest in B"],
      numbers: [0, 2, 3, 4, 5], clips: true, onPage: 12,
      mostMoved.map { row in
        [
          row.idA == row.idB ? String(row.idA) : "\(row.idA) → \(row.idB)", row.token.shown,
          NumberText.short(row.angle) + "°", NumberText.short(row.normRatio), NumberText.short(row.distance),
          row.jaccard.map { NumberText.percent($0) } ?? "none", row.neighborsA.prefix(4).joined(separator: " "),
          row.neighborsB.prefix(4).joined(separator: " "),
        ]
      })
  }
}
