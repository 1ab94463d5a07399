import EmbeddingAnalysis
import Figures
import Projections
import SafeText

extension ProjectionResult {
  /// The maps, one below the other; in three dimensions each from three sides.
  public func figures() -> [NamedFigure] {
    let sides = dimensions == 2 ? [(0, 1)] : [(0, 1), (0, 2), (1, 2)]
    let panels = models.map { model in sides.map { panel(model, $0.0, $0.1) } }
    let title = models.count == 1 ? "Map of the tokens of \(models[0].model)" : "Maps of tokens"
    let figure = Figure(
      title, subtitle: "By \(methodName), coloured by \(colorName).", panels: panels,
      notes: models.flatMap(notes) + [caution],
      size: dimensions == 2
        ? Size(width: 980, height: 120 + 700 * Double(models.count))
        : Size(width: 1280, height: 160 + 400 * Double(models.count)))
    return [NamedFigure(name: "project", figure: figure)]
  }

  /// What the colours say, in words.
  private var colorName: String {
    TokenProperty(rawValue: color)?.title ?? "the groups of \(color)"
  }

  var methodName: String {
    switch method {
    case .pca: "PCA"
    case .tsne: "t-SNE"
    case .umap: "UMAP"
    }
  }

  private func axis(_ model: Model, _ index: Int) -> Axis {
    guard method == .pca, let ratios = model.varianceRatios, index < ratios.count else { return Axis(ticks: .none) }
    let share = NumberText.decimal(ratios[index] * 100, fractionDigits: 1)
    return Axis("Component \(index + 1), \(share) % of the variance")
  }

  private func panel(_ model: Model, _ first: Int, _ second: Int) -> Panel {
    let axes = [model.x, model.y, model.z ?? []]
    let (x, y) = (axes[first].map(Self.place), axes[second].map(Self.place))
    var rows = [[Int]](repeating: [], count: model.groups.count)
    for row in 0..<model.rows { rows[model.group[row]].append(row) }
    // Large groups below, so that they do not hide small ones; the legend keeps the order of the names.
    let told = rows.indices.dropLast(model.restCount)
    let order =
      rows.indices.suffix(model.restCount).reversed()
      + (model.groupsAreOrdered ? Array(told) : told.sorted { rows[$0].count > rows[$1].count })
    let opacity = model.rows > 5000 ? 0.45 : 0.7
    let points = order.filter { !rows[$0].isEmpty }.map { group in
      Mark.points(
        PointsMark(
          x: rows[group].map { x[$0] }, y: rows[group].map { y[$0] },
          diameter: diameter(of: rows[group].count, in: model),
          opacity: opacity, color: color(of: group, in: model), label: model.groups[group]))
    }
    let labels = LabelsMark(
      x: model.labels.map { x[$0.row] }, y: model.labels.map { y[$0.row] }, texts: model.labels.map(\.text),
      limit: dimensions == 2 ? model.labelLimit : model.labelLimit / 3, areAllDrawn: model.labelLimit == .max)
    return Panel(
      title: dimensions == 2 ? (models.count > 1 ? model.model : nil) : "Axes \(first + 1) and \(second + 1)",
      x: axis(model, first), y: axis(model, second), marks: points + [.labels(labels)])
  }

  /// A few points among many have to be found.
  private func diameter(of count: Int, in model: Model) -> Double {
    model.rows <= 5000 ? 4 : model.restCount > 0 && count < 500 ? 6 : 2
  }

  private func color(of group: Int, in model: Model) -> MarkColor {
    if group >= model.groups.count - model.restCount { return .neutral }
    guard model.groupsAreOrdered else { return .series(group) }
    return .sequential(0.05 + 0.85 * Double(group) / Double(max(model.groups.count - model.restCount - 1, 1)))
  }

  private static func place(_ value: Float?) -> Double { value.map { Double($0) } ?? .nan }

  /// How far the map can be trusted, in words.
  private func notes(_ model: Model) -> [String] {
    var notes = model.notes
    if let quality = model.quality {
      func number(_ value: Double, _ error: Double) -> String {
        let text = NumberText.decimal(value, fractionDigits: 3)
        return error > 0 ? "\(text) ± \(NumberText.decimal(error, fractionDigits: 3))" : text
      }
      let measured =
        quality.rowsMeasured == quality.rows
        ? "all rows" : "\(quality.rowsMeasured.grouped) rows against all \(quality.rows.grouped)"
      let kept = NumberText.decimal(quality.neighborPreservation * 100, fractionDigits: 1)
      notes.append(
        "\(model.model): trustworthiness \(number(quality.trustworthiness, quality.trustworthinessError)); of each token's "
          + "\(quality.neighbors) nearest rows the map keeps \(kept) % among its nearest "
          + "(measured on \(measured), \(metric.rawValue))."
          + (model.divergence.map { " Divergence \(NumberText.decimal($0, fractionDigits: 3)) nats." } ?? ""))
    }
    return notes
  }

  /// What a reader may not take from the map.
  private var caution: String {
    switch method {
    case .pca:
      "Points that lie together here may be far apart in the directions that are not shown."
    case .tsne:
      "Near points tend to be near rows; sizes of groups, gaps between them and their places tell nothing. Seed \(seed)."
    case .umap:
      "Near points tend to be near rows; distances between groups and their shapes tell little. Seed \(seed)."
    }
  }
}
