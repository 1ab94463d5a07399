package import Checkpoints
package import Tensors

/// Packed weights as one tensor, read from all their parts.
extension PackedTensors {
  /// What the names of the scales of 8-bit floats end with, after the name of what they belong to.
  static let scaleEndings = [".weight_scale", ".weight_scale_inv", ".scale"]

  /// A view of `logical`, whose parts are fetched where that is needed.
  ///
  /// Throws when it is packed in a way that cannot be read, or its parts do not fit each other or the configuration.
  package static func tensor(
    _ logical: LogicalTensor, in checkpoint: Checkpoint, configuration: ModelConfiguration?
  ) throws -> Tensor {
    let info = logical.info
    switch logical.packing {
    case nil: return try checkpoint.tensor(named: info.name)
    case .mlx: return try MLXMatrix(info.name, in: checkpoint, configuration).tensor()
    case .scaled where logical.parts.first?.dtype.map(PackedParts.isFloat8) == true:
      return try ScaledMatrix(info.name, in: checkpoint, configuration).tensor()
    default: throw CheckpointError.unreadableType(file: info.file, tensor: info.name, type: info.typeName)
    }
  }

  /// The type that values with these scales have: that of the scales, or bfloat16 where those have 8 bits.
  static func valueType(ofScales scales: TensorInfo?) -> DType? {
    switch scales?.dtype {
    case .float32: .float32
    case .float16: .float16
    case .bfloat16, .uint8, .float8E8M0: .bfloat16
    default: nil
    }
  }
}

/// The tensors of a checkpoint that belong to one `weight`, asked for one by one: what is wrong is said of the one it is wrong with.
struct NamedParts {
  let checkpoint: Checkpoint
  /// The name without `.weight`.
  let base: String

  func info(_ ending: String) -> TensorInfo? { checkpoint.info(named: base + ending) }

  /// The part whose name has this ending, when it has one of `types` and, unless that is nil, this shape.
  func part(_ ending: String, _ types: [DType], _ shape: Shape? = nil) throws -> Tensor {
    let (name, expected) = (base + ending, types.map(\.rawValue).joined(separator: ", "))
    guard let info = info(ending) else {
      throw ArchitecturesError.field(
        file: checkpoint.files.first ?? "", field: name, expected: "a tensor beside \(base).weight", found: "none")
    }
    guard let type = info.dtype, types.contains(type) else {
      throw ArchitecturesError.field(
        file: info.file, field: name, expected: "the type \(expected)", found: info.typeName)
    }
    guard shape == nil || shape == info.shape else {
      throw ArchitecturesError.field(
        file: info.file, field: name, expected: "the shape \(shape ?? info.shape)", found: "\(info.shape)")
    }
    return try checkpoint.tensor(named: name)
  }
}
