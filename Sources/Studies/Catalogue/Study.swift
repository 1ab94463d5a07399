public import Figures
public import Work
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
  ///
  /// - Parameter progress: Told how far a study of seconds and more is; what it throws ends the study.
  func run(_ models: [OpenModel], progress: WorkProgress) throws -> Result
}

extension Study {
  /// Answers the question for `models`, in their order; nobody is told how far it is.
  public func run(_ models: [OpenModel]) throws -> Result { try run(models, progress: .none) }
}

/// The answer of a study: what `--json` prints, what the figures show and what the CSV files hold.
public protocol StudyResult: Codable, Sendable {
  /// The study's name, as the command line and the JSON have it.
  static var study: String { get }
  /// How the answer is told, on a terminal as on a page.
  func blocks() -> [Block]
  /// What to show, each figure with the stem of its file name.
  func figures() -> [NamedFigure]
  /// The figures' data, each table with the stem of its file name.
  func tables() -> [Table]
  /// Files that were asked for by their paths, such as the neighbours of all rows.
  func files() throws -> [ResultFile]
  /// Files beside the tables of a report.
  func attachments() -> [ResultFile]
  /// Several answers, each about models of its own, as one; nil where they are no more than the sum of their models, and
  /// the question has to be put to all at once.
  static func joined(_ results: [Self]) -> Self?
}

extension StudyResult {
  /// There is nothing to draw.
  public func figures() -> [NamedFigure] { [] }
  /// There are no numbers for a table.
  public func tables() -> [Table] { [] }
  /// No file was asked for.
  public func files() throws -> [ResultFile] { [] }
  /// There is nothing beside the tables.
  public func attachments() -> [ResultFile] { [] }
  /// Models are asked all at once.
  public static func joined(_ results: [Self]) -> Self? { nil }
}

/// An answer that tells of each model by itself.
public protocol ResultByModel: StudyResult {
  associatedtype Model
  /// What is told of each model, in the order they were given.
  var models: [Model] { get set }
}

extension ResultByModel {
  /// `name` alone, or with the number of the model where there are several.
  func numbered(_ name: String, _ place: Int) -> String { models.count == 1 ? name : "\(name)-\(place + 1)" }

  /// The models of all answers, with what the first says of all.
  public static func joined(_ results: [Self]) -> Self? {
    guard var joined = results.first else { return nil }
    joined.models = results.flatMap(\.models)
    return joined
  }
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

/// A file that a result brings along.
public struct ResultFile: Sendable {
  /// Its whole name, as it was asked for or as it stands among a report's data.
  public var path: String
  public var bytes: [UInt8]

  /// A file of these bytes.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
