import SafeText

extension AnomaliesResult {
  public func blocks() -> [Block] {
    let explanation = Block.explanation(
      "Rows that hardly moved in training stay like those of tokens that training cannot have met. All rows are ranked by "
        + "their distance from the mean of such rows, or by their length where the model has too few of these; here are "
        + "the first.")
    return [explanation] + models.flatMap(\.blocks) + [
      .figures,
      .caution(
        "Two in a hundred tokens are always listed, in a model without a fault, too. A token is suspicious where it is far "
          + "from the others and nothing explains it; that it is under-trained shows only when the model is asked to say "
          + "it."),
    ]
  }
}

extension AnomaliesResult.Model {
  fileprivate var blocks: [Block] {
    let mean = NumberText.short(distribution.mean)
    let more = candidateCount - candidates.count
    return [
      .heading(reference.isUsed ? model : "\(model): the shortest rows"),
      .paragraph(
        "\(indicator.label): \(mean) ± \(NumberText.short(distribution.deviation)) over all rows; 2 % of the ordinary "
          + "tokens are at or below \(NumberText.short(threshold))."),
      .paragraph(reference.sentence), .folded(title: "Kinds of rows", [kindsBlock]), candidatesBlock,
    ] + (more > 0 ? [.paragraph("and \(more.grouped) more.")] : []) + [.notes(notes)]
  }

  private var kindsBlock: Block {
    .table(
      ["Rows", "Count", "Below threshold", "Mean indicator"], numbers: [1, 2, 3],
      kinds.map { kind in
        [
          kind.kind.reason ?? "ordinary tokens", kind.rows.grouped, kind.belowThreshold.grouped,
          NumberText.short(kind.mean),
        ]
      })
  }

  private var candidatesBlock: Block {
    // Where rows are ranked by their length, a second column of it says nothing more.
    let showsNorm = indicator != .inputNorm
    return .table(
      ["id", "Token", "Indicator"] + (showsNorm ? ["Norm"] : []) + ["Reasons"],
      numbers: showsNorm ? [0, 2, 3] : [0, 2],
      onPage: 12,
      candidates.map { candidate in
        [
          String(candidate.token.id), candidate.token.shown, candidate.indicator.map { NumberText.short($0) } ?? "none",
        ] + (showsNorm ? [NumberText.short(candidate.inputNorm)] : []) + [
          candidate.reasons.isEmpty ? "none known" : candidate.reasons.joined(separator: "; ")
        ]
      })
  }
}

extension AnomaliesResult.Reference {
  fileprivate var sentence: String {
    let count = "\(ids.count.grouped) reference rows" + (isGiven ? ", as given" : " found")
    guard let own = medianLeaveOneOut, let share = ordinaryNearer else { return count + "." }
    return "\(count); the median distance of one from the others is \(NumberText.short(own)), and "
      + "\(NumberText.percent(share)) of the ordinary tokens are nearer to them than that."
  }
}
