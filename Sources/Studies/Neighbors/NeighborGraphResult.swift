public import EmbeddingAnalysis
import Figures
import SafeText

/// What the nearest neighbours of all rows say of a matrix: its hubs, and its equal rows.
public struct NeighborGraphResult: ResultByModel {
  public static let study = "neighbor-graph"

  /// A token that is in many lists.
  public struct Hub: Codable, Sendable {
    public var token: TokenDescription
    /// In how many tokens' lists it is: N_k.
    public var occurrences: Int
  }

  /// How often rows are among others' neighbours.
  public struct HubnessDescription: Codable, Sendable {
    /// The third standardised moment of N_k; nil where all are equal.
    public var skewness: Double?
    /// How many tokens are in no list.
    public var antihubs: Int
    /// The tokens in the most lists.
    public var hubs: [Hub]
    /// How many tokens are in 0, 1, 2, … lists, up to the largest number.
    public var counts: [Int]
  }

  /// Rows that are the same to the bit.
  public struct Duplicates: Codable, Sendable {
    /// How many groups of equal rows there are.
    public var groups: Int
    /// How many rows they hold together.
    public var rows: Int
    /// The ids of the largest groups, the largest first; at most ten groups, and at most ten ids of each.
    public var largest: [[Int]]
  }

  /// One model's graph in numbers.
  public struct Model: Codable, Sendable {
    public var model: String
    public var rows: Int
    public var dimensions: Int
    /// How many neighbours each row has: what was asked for, or all others where there are fewer.
    public var k: Int
    public var correction: CorrectionDescription?
    public var hubness: HubnessDescription
    public var duplicates: Duplicates
    public var notes: [String]
  }

  public var metric: NeighborMetric
  public var models: [Model]
  /// The neighbours themselves, where they were asked for as a file.
  var graphFile: ResultFile?

  private enum CodingKeys: CodingKey { case metric, models }

  public func files() throws -> [ResultFile] { graphFile.map { [$0] } ?? [] }
}

extension NeighborGraphResult {
  /// The distribution of N_k, and the hubs.
  public func tables() -> [Table] {
    let counts = models.flatMap { model in
      model.hubness.counts.enumerated().filter { $0.element > 0 }.map { lists, tokens -> [Table.Field] in
        [.text(model.model), .integer(lists), .integer(tokens)]
      }
    }
    let hubs = models.flatMap { model in
      model.hubness.hubs.map { hub -> [Table.Field] in
        [.text(model.model), .integer(hub.token.id), .text(hub.token.raw), .integer(hub.occurrences)]
      }
    }
    return [
      Table(name: "occurrences", columns: ["model", "lists", "tokens"], rows: counts),
      Table(name: "hubs", columns: ["model", "id", "raw", "lists"], rows: hubs),
    ]
  }

  /// For each model: in how many lists tokens are, and the tokens that are in the most.
  public func figures() -> [NamedFigure] {
    let panels = models.enumerated().map { index, model -> [Panel] in
      let hubs = model.hubness.hubs
      return [occurrences(model, series: index), hubPanel(hubs, series: index)]
    }
    let figure = Figure(
      "How often tokens are among the \(models.first?.k ?? 0) nearest of others",
      subtitle: "Over the exact neighbours of all rows, by \(metric.scoreName.lowercased())", panels: panels,
      notes: models.flatMap { model in model.notes.map { models.count > 1 ? "\(model.model): \($0)" : $0 } },
      size: Size(width: 1080, height: 90 + 330 * Double(models.count)))
    return [NamedFigure(name: "neighbor-graph", figure: figure)]
  }

  private func occurrences(_ model: Model, series: Int) -> Panel {
    // Most tokens are in few lists; the few in very many would leave the others one pixel.
    let counts = model.hubness.counts
    let shown = min(counts.count, 6 * max(1, model.k) + 1)
    let beyond = counts.dropFirst(shown).reduce(0, +)
    return Panel(
      title: model.model,
      note: "skewness \(NumberText.short(model.hubness.skewness))"
        + (beyond > 0 ? "; \(beyond.grouped) tokens are in more than \(shown - 1)" : ""),
      x: Axis("Lists that a token is in", ticks: .integers), y: Axis("Tokens", startsAt: 0),
      marks: [
        .bars(
          BarsMark(
            x: (0..<shown).map(Double.init), heights: counts.prefix(shown).map(Double.init), color: .series(series)))
      ])
  }

  private func hubPanel(_ hubs: [Hub], series: Int) -> Panel {
    Panel(
      title: "The tokens in the most lists",
      x: Axis("Lists", domain: 0...max(1, 1.2 * Double(hubs.first?.occurrences ?? 1))),
      y: Axis(ticks: .categories(hubs.map { $0.token.shown })),
      marks: [
        .bars(
          BarsMark(
            y: hubs.indices.map(Double.init), lengths: hubs.map { Double($0.occurrences) },
            valueLabels: hubs.map { $0.occurrences.grouped }, color: .series(series)))
      ], widthShare: 0.8)
  }
}
