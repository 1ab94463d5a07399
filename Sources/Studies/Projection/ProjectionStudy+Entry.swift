import EmbeddingAnalysis
import Projections

extension ProjectionStudy {
  package static let entry = StudyEntry(
    name: ProjectionResult.study,
    summary: "Maps all tokens: every row of the matrix as a point",
    discussion: """
      All rows take part, and the same seed gives the same map, whatever the number of cores. The figure says how far the map \
      can be trusted: how many of each token's nearest rows are near it in the map. {csv} holds the place of every token. \
      {color-by} takes a file of lines of a token, a tab and a group or a number, {label-file} one of a word a line.

      Of a model without a tokenizer some rows are named by their numbers; {color} id and {color} norm are of rows.
      """,
    examples: [
      .init("gpt2", figure: "map.svg", effect: "All 50,257 tokens, by UMAP."),
      .init(
        "gpt2", values: ["method": "pca", "color": "length", "label": "king,queen"], figure: "pca.png",
        effect: "The two strongest directions, coloured by length, with two words named."),
      .init(
        "gpt2", values: ["color-by": "groups.tsv", "tokens-only": ""], figure: "map.svg",
        effect: "Coloured by a file of your own."),
    ],
    parameters: [
      method, dimensions, metric, neighbors, minimumDistance, perplexity, seed, colorParameter, colorBy, label,
      labelFile,
      WordParameters.tokensOnly,
    ],
    sections: [
      ReportSection(study: "project", id: "project", title: "A map of all tokens", cost: .search) {
        // By angle, as in all other sections, so that the neighbours found there are used again.
        ProjectionStudy(ProjectionSettings(method: .umap, metric: .cosine, seed: $0.seed))
      }
    ],
    make: study)

  private static let method = Parameter<ProjectionSettings.Method>.choice(
    "method", value: "METHOD", default: .umap, help: "What places the points.")
  private static let dimensions = Parameter.integer(
    "dimensions", in: 2...3, default: 2, help: "Two, or three, drawn from three sides.")
  private static let metric = Parameter<Metric>.choice(
    "metric", value: "METRIC", default: .cosine, help: "How nearness among the rows is measured.")
  private static let neighbors = Parameter<Int?>.integer(
    "n-neighbors", value: "COUNT", in: 2...200,
    help: "UMAP: how many nearest rows each row is joined with, itself included. Default: 15.")
  private static let minimumDistance = Parameter<Double?>.number(
    "min-dist", in: 0...10, help: "UMAP: how near points may come to each other. Default: 0.1.")
  private static let perplexity = Parameter<Double?>.number(
    "perplexity", in: 1...1000, help: "t-SNE: about how many neighbours count for each row. Default: 30.")
  private static let colorBy = Parameter.text(
    "color-by", value: "FILE", help: "Colours the points by a file: lines of a token, a tab, and a group or a number.",
    completion: .file(extensions: ["tsv", "csv", "txt"]))
  private static let labelFile = Parameter.text(
    "label-file", value: "FILE", help: "Names the words of a file, one a line.", completion: .file(extensions: ["txt"]))
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

  @Sendable private static func study(_ values: ParameterValues) throws -> any Study {
    var settings = ProjectionSettings(
      method: try values[method], dimensions: try values[dimensions],
      metric: try values[metric] == .cosine ? .cosine : .euclidean, seed: try values[seed])
    if settings.method != .umap, values.isGiven(neighbors) || values.isGiven(minimumDistance) {
      throw ParameterError.conflict("{n-neighbors} and {min-dist} are settings of umap")
    }
    if settings.method != .tsne, values.isGiven(perplexity) {
      throw ParameterError.conflict("{perplexity} is a setting of tsne: add {method} tsne")
    }
    if let count = try values[neighbors] { settings.umap.neighbors = count }
    if let distance = try values[minimumDistance] { settings.umap.minimumDistance = distance }
    if let perplexity = try values[perplexity] { settings.tsne.perplexity = perplexity }
    try values.refuse([colorParameter], with: colorBy)
    try values.refuse([label], with: labelFile)
    let words = try values.file(labelFile)?.lines()
    var study = ProjectionStudy(
      settings, color: try values[colorParameter],
      labels: try words.map { .words($0) } ?? labels(values[label]))
    study.values = try values.file(colorBy).map { try TokenValues($0) }
    study.tokensOnly = try values[WordParameters.tokensOnly]
    return study
  }

  private static func labels(_ text: String?) throws -> Labels {
    guard let text else { return .count(60) }
    if let count = Int(text) {
      guard (0...1000).contains(count) else {
        throw ParameterError.invalidValue(
          of: label.description, found: text, expected: "a number from 0 to 1000, or words", nearest: nil)
      }
      return .count(count)
    }
    return .words(text.split(separator: ",").map(String.init))
  }
}
