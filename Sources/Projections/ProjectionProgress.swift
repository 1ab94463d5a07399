/// How far the computation of a map has come.
public struct ProjectionProgress: Sendable, Equatable {
  /// What is being done.
  public enum Stage: String, Sendable, CaseIterable {
    /// Looking for each row's neighbours.
    case neighbors
    /// Moving the points.
    case layout
    /// Measuring how true the map is.
    case quality
  }

  /// What is being done.
  public var stage: Stage
  /// How many of its steps are done.
  public var completed: Int
  /// How many steps the stage has.
  public var total: Int

  /// `completed` of `total` steps.
  public init(_ stage: Stage, completed: Int, total: Int) {
    self.stage = stage
    self.completed = completed
    self.total = total
  }

  /// Told of each step.
  ///
  /// What it throws ends the computation and reaches the caller: that is how one is interrupted.
  public typealias Handler = (ProjectionProgress) throws -> Void
}

extension ProjectionProgress.Stage {
  /// What is being done, in words.
  package var title: String {
    switch self {
    case .neighbors: "looking for neighbours"
    case .layout: "placing points"
    case .quality: "measuring the map"
    }
  }
}
