import EmbeddingAnalysis
import Projections

extension ProjectionStudy {
  package static let entry = StudyEntry(
    name: ProjectionResult.study,
    summary: "Maps all tokens: every row of the matrix as a point",
    discussion: """
      All rows take part, and the same seed gives the same map, whatever the number of cores. The figure says how far the map \
      can be trusted: how many of each token's nearest rows are near it in the map. {csv} holds the place of every token. \
      Of a model without a tokenizer some rows are named by their numbers; {color} id and {color} norm are of rows.
      """,
    examples: [
      .init("gpt2", figure: "map.svg", effect: "All 50,257 tokens, by UMAP."),
      .init(
        "gpt2", values: ["method": "pca", "color": "length", "label": "king,queen"], figure: "pca.png",
        effect: "The two strongest directions, coloured by length, with two words named."),
    ],
    parameters: [method, dimensions, metric, seed, colorParameter, label],
    sections: [
      ReportSection(study: "project", id: "project", title: "A map of all tokens", cost: .search) {
        // By angle, as in all other sections, so that the neighbours found there are used again.
        ProjectionStudy(ProjectionSettings(method: .umap, metric: .cosine, seed: $0.seed))
      }
    ],
    make: { values in
      let settings = ProjectionSettings(
        method: try values[method], dimensions: try values[dimensions],
        metric: try values[metric] == .cosine ? .cosine : .euclidean, seed: try values[seed])
      return ProjectionStudy(settings, color: try values[colorParameter], labels: labels(try values[label]))
    })

  private static let method = Parameter<ProjectionSettings.Method>.choice(
    "method", value: "METHOD", default: .umap, help: "What places the points.")
  private static let dimensions = Parameter.integer(
    "dimensions", in: 2...3, default: 2, help: "Two, or three, drawn from three sides.")
  private static let metric = Parameter<Metric>.choice(
    "metric", value: "METRIC", default: .euclidean, help: "How nearness among the rows is measured.")
  private static let seed = Parameter<UInt64>.seed(default: 0, help: "What all randomness comes from.")
  private static let colorParameter = Parameter<TokenProperty>.choice(
    "color", value: "PROPERTY", default: .position, help: "What the points are coloured by.")
  private static let label = Parameter.text(
    "label", value: "N|WORDS",
    help: "How many points get a name, at most 1000, or the words to name, separated by commas. Default: 60.")

  /// The two metrics that are distances.
  private enum Metric: String, CaseIterable {
    case euclidean, cosine
  }

  private static func labels(_ text: String?) -> Labels {
    guard let text else { return .count(60) }
    if let count = Int(text), count >= 0 { return .count(min(count, 1000)) }
    return .words(text.split(separator: ",").map(String.init))
  }
}
