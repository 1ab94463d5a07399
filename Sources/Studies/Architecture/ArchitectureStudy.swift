public import Workspace

/// What one model is made of: its module tree, its parameters and their memory.
public struct ArchitectureStudy: Sendable {
  /// A study of config.json, and of the tensors' names where the file is there.
  public init() {}
}
