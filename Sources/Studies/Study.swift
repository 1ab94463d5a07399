public import Figures
public import Workspace

/// A question about one model or several: its parameters are the value's properties, its answer is a ``StudyResult``.
///
/// ```swift
/// let result = try LengthsStudy(unit: .raw).run([gpt2, bert])
/// print(result.models[0].counts)
/// ```
public protocol Study: Sendable {
  associatedtype Result: StudyResult
  /// Answers the question for `models`, in their order.
  func run(_ models: [OpenModel]) throws -> Result
}

/// The answer of a study: what `--json` prints, what the figures show and what the CSV files hold.
public protocol StudyResult: Codable, Sendable {
  /// The study's name, as the command line and the JSON have it.
  static var study: String { get }
  /// What to show, each figure with the stem of its file name.
  func figures() -> [NamedFigure]
  /// The figures' data, each table with the stem of its file name.
  func tables() -> [Table]
}

/// A figure and the stem of the file it is written to.
public struct NamedFigure: Sendable {
  /// The file name without its ending: `lengths`.
  public var name: String
  /// The figure as data.
  public var figure: Figure

  /// Names a figure.
  public init(name: String, figure: Figure) {
    self.name = name
    self.figure = figure
  }
}
