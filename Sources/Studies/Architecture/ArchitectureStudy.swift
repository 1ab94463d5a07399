import Architectures
import Checkpoints
import Tensors
public import Work
public import Workspace

/// What a model is made of: its module tree, its parameters and their memory.
public struct ArchitectureStudy: Study {
  /// A study of config.json, and of the tensors' names where the file of weights is on this machine.
  public init() {}

  /// Describes each model: by its configuration, or a GGUF file's metadata, where its family is known, else by the names of its
  /// tensors.
  ///
  /// Weights that are not on this machine are not fetched for a known family.
  public func run(_ models: [OpenModel], progress: WorkProgress) throws -> ArchitectureResult {
    guard !models.isEmpty else { throw StudiesError.noModels(study: ArchitectureResult.study) }
    return ArchitectureResult(models: try models.map(describe))
  }

  private func describe(_ model: OpenModel) throws -> ArchitectureResult.Model {
    guard let (configuration, origin) = try configuration(of: model), let family = ModelFamily.of(configuration) else {
      return try describeTensors(model)
    }
    do {
      return try describe(model, configuration, origin, family)
    } catch let error as ArchitecturesError {
      // The weights can still be shown as they are.
      guard try model.localCheckpoint() != nil else { throw error }
      var result = try describeTensors(model)
      result.notes.insert("No tree of modules follows from the configuration: \(error).", at: 0)
      return result
    }
  }

  private func configuration(
    of model: OpenModel
  ) throws -> (ModelConfiguration, ArchitectureResult.Origin)? {
    if let configuration = try model.configuration() { return (configuration, .configuration) }
    guard let checkpoint = try model.localCheckpoint(), let metadata = checkpoint.gguf else { return nil }
    return try ModelConfiguration(gguf: metadata, tensors: checkpoint.infos, file: model.displayName).map {
      ($0, .metadata)
    }
  }

  private func describe(
    _ model: OpenModel, _ configuration: ModelConfiguration, _ origin: ArchitectureResult.Origin, _ family: ModelFamily
  ) throws -> ArchitectureResult.Model {
    let tree = try family.baseModel(of: configuration)
    let counts = ParameterCounts(of: tree)
    var result = ArchitectureResult.Model(
      model: model.displayName, origin: origin, family: family.modelType, tree: tree.description, counts,
      bytes: counts.total * (try configuration.parameterType() ?? .float32).bytes)
    guard let checkpoint = try model.localCheckpoint() else { return result }
    guard checkpoint.gguf == nil else {
      result.bytes = checkpoint.infos.reduce(0) { $0 + $1.byteCount }
      result.notes = ["The tensors of a GGUF file have names of their own and are not compared with the tree."]
      return result
    }
    let tensors = PackedTensors.merged(checkpoint, configuration: configuration).map(\.info)
    compare(tensors, with: tree, family, in: &result)
    guard result.bytes > 0 || counts.total == 0 else {
      var other = try describeTensors(model)
      other.notes.insert("The configuration describes another model: the files have none of its parameters.", at: 0)
      return other
    }
    return result
  }

  private func compare(
    _ tensors: [TensorInfo], with tree: ModuleTree, _ family: ModelFamily, in result: inout ArchitectureResult.Model
  ) {
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
  }

  private func describeTensors(_ model: OpenModel) throws -> ArchitectureResult.Model {
    let checkpoint = try model.checkpoint()
    let tensors = try model.logicalTensors().map(\.info)
    let tree = TensorTree(of: tensors)
    let family = try model.configuration()?.modelType ?? checkpoint.gguf?.string("general.architecture")
    var result = ArchitectureResult.Model(
      model: model.displayName, origin: .tensors, family: family ?? "unknown", tree: tree.description,
      ParameterCounts(of: tree),
      bytes: checkpoint.infos.reduce(0) { $0 + $1.byteCount })
    result.notes = [
      "Every tensor of the files is counted but buffers: a head too, which only a known family tells apart."
    ]
    return result
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
