import Checkpoints
public import Workspace

/// What one model is made of: its module tree, its parameters and their memory.
public struct ArchitectureStudy: Sendable {
  /// A study of config.json, and of the tensors' names where the file is there.
  public init() {}

  /// Describes `model`.
  public func run(_ model: OpenModel) throws -> ArchitectureResult {
    let infos = try model.checkpoint().infos
    return ArchitectureResult(model: model.displayName, family: "", tree: "", parameters: .init(total: infos.reduce(0) { $0 + $1.byteCount / 4 }, byModule: []), bytes: infos.reduce(0) { $0 + $1.byteCount }, notIncluded: [])
  }
}
