/// How far a long work is: told by the work, shown by whoever asked for it, and ended by what the listener throws.
///
/// Downloads, studies and commands all take this one type:
///
/// ```swift
/// let progress = WorkProgress { step in print(step.stage, step.done, step.total ?? 0) }
/// try NeighborGraph(of: search, k: 10, progress: progress)
/// ```
public struct WorkProgress: Sendable {
  /// What is counted.
  public enum Unit: Sendable, Equatable { case items, bytes }

  /// A step of a work.
  public struct Step: Sendable, Equatable {
    /// What is being done, in words: `looking for neighbours`, or the name of a file.
    public var stage: String
    /// How much of the stage is done, from 0.
    public var done: Int
    /// How much there is; nil where that is not known.
    public var total: Int?
    public var unit: Unit
  }

  private let listener: @Sendable (Step) throws -> Void
  private let noted: @Sendable (String) -> Void
  /// What stands before the name of each stage, such as a model's name.
  private var prefix = ""

  /// A work that tells `listener` of each step, from any thread; what it throws ends the work and reaches its caller.
  ///
  /// `noted` is told, in sentences, what a person should know meanwhile: that a server asks for patience, that another
  /// process fetches the same file.
  public init(
    noted: @escaping @Sendable (String) -> Void = { _ in }, _ listener: @escaping @Sendable (Step) throws -> Void
  ) {
    self.listener = listener
    self.noted = noted
  }

  /// Nobody listens.
  public static let none = WorkProgress { _ in }

  /// Tells that `done` of `total` is done.
  public func callAsFunction(_ stage: String, _ done: Int, of total: Int?, unit: Unit = .items) throws {
    try listener(Step(stage: prefix + stage, done: done, total: total, unit: unit))
  }

  /// Tells what a person should know, in a sentence.
  package func note(_ text: String) { noted(text) }

  /// The same listener, told of stages whose names begin with `name` and a colon.
  public func of(_ name: String) -> WorkProgress {
    var copy = self
    copy.prefix = "\(prefix)\(name): "
    return copy
  }

  /// The same listener, told of a work that is one of `parts` of the same size, of which `index` lie before it.
  package func part(_ index: Int, of parts: Int) -> WorkProgress {
    WorkProgress(noted: noted) { step in
      guard let total = step.total else { return try self(step.stage, step.done, of: nil, unit: step.unit) }
      try self(step.stage, index * total + step.done, of: parts * total, unit: step.unit)
    }
  }
}
