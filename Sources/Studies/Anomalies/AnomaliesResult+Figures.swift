import Figures
import SafeText

extension AnomaliesResult {
  /// For each model the distribution of the indicator, and every row's indicator beside its length.
  public func figures() -> [NamedFigure] {
    let isMeasured = models.contains { $0.reference.isUsed }
    let figure = Figure(
      isMeasured ? "Which tokens look under-trained?" : "Which tokens have the shortest rows?",
      subtitle: isMeasured
        ? "Rows like those of tokens that training cannot have met are suspicious (Land and Bartolo 2024)"
        : "Without rows known to be untrained nothing more can be measured",
      panels: models.map { [$0.distributionPanel, $0.rowsPanel] },
      notes: [
        "Dashed: the threshold, with 2 % of the ordinary tokens at or below it. Reference rows: unreachable tokens, those "
          + "called unused, rows that no token has, and rows that are the same to the bit."
      ],
      size: Size(width: 1040, height: 90 + 350 * Double(max(1, models.count))))
    return [NamedFigure(name: "anomalies", figure: figure)]
  }
}

extension AnomaliesResult.Model {
  fileprivate var distributionPanel: Panel {
    let all = Double(max(1, distribution.counts.reduce(0, +)))
    let referenceCount = distribution.referenceCounts.reduce(0, +)
    var marks: [Mark] = threshold.map { [.rule(RuleMark(x: $0))] } ?? []
    marks.append(
      .steps(
        StepsMark(
          edges: distribution.binEdges, values: distribution.counts.map { 100 * Double($0) / all }, color: .series(0),
          label: "all rows")))
    if referenceCount > 0 {
      marks.append(
        .steps(
          StepsMark(
            edges: distribution.binEdges,
            values: distribution.referenceCounts.map { 100 * Double($0) / Double(referenceCount) }, color: .series(1),
            label: "reference rows")))
    }
    return Panel(
      title: model, note: "\(referenceCount.grouped) reference rows", x: Axis(indicator.label),
      y: Axis("Rows of each set (%)", startsAt: 0), marks: marks)
  }

  /// Where the indicator is the length itself, the ids stand beside it.
  fileprivate var rowsPanel: Panel {
    let values = rows[indicator]
    let x = { (id: Int) -> Double in
      indicator == .inputNorm ? Double(id) : rows.inputNorm[id] ?? .nan
    }
    let isReference = Set(reference.ids)
    let points = { (ids: [Int], color: MarkColor, label: String, opacity: Double) -> Mark in
      .points(
        PointsMark(
          x: ids.map(x), y: ids.map { values[$0] ?? .nan }, diameter: 3.5, opacity: opacity, color: color, label: label)
      )
    }
    let ordinary = values.indices.filter { rows.kinds[$0] == .ordinary && !isReference.contains($0) }
    let other = values.indices.filter { rows.kinds[$0] != .ordinary && !isReference.contains($0) }
    var marks: [Mark] = threshold.map { [.rule(RuleMark(y: $0))] } ?? []
    marks.append(points(ordinary, .series(0), "ordinary tokens", 0.25))
    if !other.isEmpty { marks.append(points(other, .series(3), "other tokens", 0.5)) }
    if !reference.ids.isEmpty { marks.append(points(reference.ids, .series(1), "reference rows", 0.5)) }
    if !lowest.isEmpty {
      marks.append(
        .points(
          PointsMark(
            x: lowest.map { x($0.token.id) }, y: lowest.map { $0.indicator ?? .nan }, diameter: 8, opacity: 0.9,
            color: .series(2), label: "lowest: " + lowest.map(\.token.shown).joined(separator: " "))))
    }
    return Panel(
      x: Axis(indicator == .inputNorm ? "Token id" : "Norm of the input row"), y: Axis(indicator.label), marks: marks)
  }

  /// The candidates that are named: suspicious ones alone where there are any.
  private var lowest: [AnomaliesResult.Candidate] {
    let known = candidates.filter { $0.indicator != nil }
    let suspicious = known.filter(\.reasons.isEmpty)
    return Array((suspicious.isEmpty ? known : suspicious).prefix(5))
  }
}
