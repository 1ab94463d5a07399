import Architectures
import Checkpoints
import Tensors
public import Workspace

/// What one model is made of: its module tree, its parameters and their memory.
public struct ArchitectureStudy: Sendable {
  /// A study of config.json, and of the tensors' names where the file of weights is on this machine.
  public init() {}

  /// Describes `model`: by its configuration where its family is known, else by the names of its tensors.
  ///
  /// Weights that are not on this machine are not fetched for a known family.
  public func run(_ model: OpenModel) throws -> ArchitectureResult {
    if let configuration = try model.configuration(), let family = ModelFamily.of(configuration) {
      return try describe(model, configuration, family)
    }
    return try describeTensors(model)
  }

  private func describe(
    _ model: OpenModel, _ configuration: ModelConfiguration, _ family: ModelFamily
  ) throws -> ArchitectureResult {
    let tree = try family.baseModel(of: configuration)
    let counts = ParameterCounts(of: tree)
    var result = ArchitectureResult(
      model: model.displayName, origin: .configuration, family: family.modelType, tree: tree.description, counts,
      bytes: counts.total * (try configuration.parameterType() ?? .float32).bytes)
    guard let checkpoint = try model.localCheckpoint() else { return result }
    let tensors = PackedTensors.merged(checkpoint, configuration: configuration).map(\.info)
    let comparison = CheckpointComparison(of: tensors, with: tree, family: family)
    result.bytes = comparison.parameterBytes
    result.notIncluded = comparison.notIncluded.map { tensor in
      "\(tensor.name) \(tensor.shape) \(tensor.typeName): \(Self.reason(tensor.reason))"
    }
    result.notes =
      comparison.missing.map { "The file has no tensor for the parameter \($0)." }
      + comparison.differing.map {
        "\($0.name) has the shape \($0.found) in the file, where the configuration says \($0.expected)."
      }
    return result
  }

  private func describeTensors(_ model: OpenModel) throws -> ArchitectureResult {
    let checkpoint = try model.checkpoint()
    let tensors = try model.logicalTensors().map(\.info)
    let tree = TensorTree(of: tensors)
    let family = try model.configuration()?.modelType ?? checkpoint.gguf?.string("general.architecture")
    return ArchitectureResult(
      model: model.displayName, origin: .tensors, family: family ?? "unknown", tree: tree.description,
      ParameterCounts(of: tree),
      bytes: checkpoint.infos.reduce(0) { $0 + $1.byteCount })
  }

  private static func reason(_ reason: CheckpointComparison.Reason) -> String {
    switch reason {
    case .buffer: "a buffer, which nothing learns"
    case .head: "part of a head, on top of the base model"
    case .unknown: "the configuration has no such parameter"
    case .duplicate: "a second tensor for a parameter that is counted"
    }
  }
}
