public import Figures

/// A figure like one of the report's, of made-up data: what the tests compare and the gallery shows.
public struct FigureSample: Sendable {
  /// The name of its files.
  public let name: String
  /// The figure.
  public let figure: Figure

  /// Every sample.
  public static let all: [FigureSample] = [
    lengths, heatmap, compareIndex, compareWord, stats, statsNotebook, positions, vocabulary, scripts,
  ]

  /// The seven that a report holds.
  public static let report: [FigureSample] = [
    vocabulary, lengths, heatmap, positions, compareIndex, compareWord, stats,
  ]
}
