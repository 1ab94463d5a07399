import EmbeddingAnalysis
import Figures
import SafeText

extension NeighborsResult {
  /// One row per neighbour; the ranks that were asked for as a second table, tokens that are nearer as a third.
  public func tables() -> [Table] {
    let neighbors = models.flatMap { model in
      model.queries.flatMap { query in
        query.neighbors.enumerated().map { rank, near in
          [.text(model.model), .text(query.query), .integer(rank + 1)] + Self.fields(near)
        }
      }
    }
    var tables = [
      Table(
        name: "neighbors", columns: ["model", "word", "rank", "id", "raw", "text", "bytes_hex", metric.rawValue],
        rows: neighbors)
    ]
    let comparisons = models.flatMap { model in
      model.queries.flatMap { query in query.comparisons.map { (model.model, query.query, $0) } }
    }
    guard !comparisons.isEmpty else { return tables }
    tables.append(
      Table(
        name: "ranks", columns: ["model", "word", "other_id", "other_raw", "rank"],
        rows: comparisons.map { model, query, comparison in
          [
            .text(model), .text(query), .integer(comparison.other.id), .text(comparison.other.raw),
            comparison.rank.map(Table.Field.integer) ?? .empty,
          ]
        }))
    let closer = comparisons.flatMap { model, query, comparison in
      (comparison.closer ?? []).map {
        [.text(model), .text(query), .text(comparison.other.raw)] + Self.fields($0)
      }
    }
    if comparisons.contains(where: { $0.2.closer != nil }) {
      tables.append(
        Table(
          name: "closer",
          columns: ["model", "word", "than", "id", "raw", "text", "bytes_hex", metric.rawValue], rows: closer))
    }
    return tables
  }

  private static func fields(_ near: Near) -> [Table.Field] {
    [
      .integer(near.token.id), .text(near.token.raw), near.token.text.map(Table.Field.text) ?? .empty,
      .text(near.token.bytesHex),
      .number(near.score),
    ]
  }

  /// The most words, and the most neighbours of each, that a figure has room for.
  private static var roomForWords: Int { 12 }
  private static var roomForNeighbors: Int { 30 }

  /// For each model a panel of bars for each word: its neighbours from top to bottom.
  public func figures() -> [NamedFigure] {
    models.enumerated().map { place, model in
      NamedFigure(name: numbered("neighbors", place), figure: figure(of: model))
    }
  }

  private func figure(of model: Model) -> Figure {
    let shown = Array(model.queries.prefix(Self.roomForWords))
    let scores = shown.flatMap { $0.neighbors.prefix(Self.roomForNeighbors).map(\.score) }
    let domain = min(0, scores.min() ?? 0)...max(scores.max() ?? 1, 1e-300)
    let panels = shown.map { panel($0, domain) }
    let perRow = panels.count == 4 ? 2 : min(3, max(1, panels.count))
    let rows = stride(from: 0, to: panels.count, by: perRow).map { Array(panels[$0..<min($0 + perRow, panels.count)]) }
    let bars = min(Self.roomForNeighbors, shown.map(\.neighbors.count).max() ?? 0)
    let leftOut = model.queries.count - shown.count
    return Figure(
      "The nearest tokens in \(model.model)", subtitle: subtitle(model), panels: rows,
      notes: model.notes
        + (leftOut > 0
          ? ["\(leftOut) more \(leftOut == 1 ? "word is" : "words are") in the data, but not in the figure."] : []),
      size: Size(width: perRow == 1 ? 560 : 1080, height: 110 + Double(rows.count) * (96 + 22 * Double(bars))))
  }

  private func panel(_ query: Query, _ domain: ClosedRange<Double>) -> Panel {
    let neighbors = query.neighbors.prefix(Self.roomForNeighbors)
    let title =
      query.isMean
      ? "“\(query.query)”, the mean of \(query.tokens.map(\.shown).joined(separator: " "))"
      : "\(query.tokens.first?.shown ?? query.query) (\(query.tokens.first?.id ?? 0))"
    guard !neighbors.isEmpty else {
      return Panel(
        title: title, x: Axis(ticks: .none), y: Axis(ticks: .none),
        marks: [.text(TextMark("No neighbours", at: .topLeading))])
    }
    let count = query.neighbors.count
    return Panel(
      title: title, note: count > neighbors.count ? "\(neighbors.count) of \(count.grouped)" : nil,
      x: Axis(
        metric.scoreName,
        domain: domain.lowerBound...(domain.upperBound + 0.3 * (domain.upperBound - domain.lowerBound))),
      y: Axis(ticks: .categories(neighbors.map(\.token.shown))),
      marks: [
        .bars(
          BarsMark(
            y: neighbors.indices.map(Double.init), lengths: neighbors.map(\.score),
            valueLabels: neighbors.map { NumberText.short($0.score) }))
      ])
  }

  private func subtitle(_ model: Model) -> String {
    let measure =
      switch metric {
      case .cosine: "by cosine similarity"
      case .euclidean: "by distance, the shortest first"
      case .dot: "by scalar product"
      }
    let space = model.correction.map { correction in
      ", the mean and \(correction.components) \(correction.components == 1 ? "component" : "components") taken out"
    }
    return "Of all rows, \(measure)\(space ?? "")"
  }
}
