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

/// The answer of a study: what the JSON, the figures and the tables hold.
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
  /// Several answers, each about models of its own, as one; nil where the answer is more than the sum of its models', so
  /// that the question has to be put to all at once.
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
