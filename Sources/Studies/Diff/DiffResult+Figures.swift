import Figures
import SafeText

extension DiffResult {
  /// How the angles are distributed, and how each norm changed.
  public func figures() -> [NamedFigure] {
    let title = "How far the rows moved from \(a.model) to \(b.model)"
    let figure = Figure(
      title,
      subtitle: "\(rows.idA.count.grouped) pairs of rows, \(identical.grouped) of them the same; "
        + "\(droppedCount.grouped) tokens dropped, \(addedCount.grouped) added",
      panels: [[anglesPanel, normsPanel]], size: Size(width: 1040, height: 420))
    return [NamedFigure(name: "diff", figure: figure)]
  }

  private var anglesPanel: Panel {
    Panel(
      title: "Angle between the two rows", note: "median \(NumberText.short(angles.median))°",
      x: Axis("Degrees", startsAt: 0), y: Axis("Rows", startsAt: 0),
      marks: [.steps(StepsMark(edges: angles.binEdges, values: angles.counts.map(Double.init)))])
  }

  private var normsPanel: Panel {
    let changes = rows.idA.indices.map { index in rows.normRatio(index).map { 100 * ($0 - 1) } ?? .nan }
    let points = PointsMark(x: rows.idA.map(Double.init), y: changes, diameter: 3, opacity: 0.25)
    return Panel(
      title: "Change of the norm", x: Axis("Token id in \(a.model)"), y: Axis("Change (%)"),
      marks: [.rule(RuleMark(y: 0)), .points(points)])
  }
}
