import Tensors

/// How the names in a weights file relate to the names of a base model's parameters.
struct TensorNames {
  /// What a file puts before all names when the base model was part of something larger.
  private static let wrappers = ["model", "module", "transformer", "bert", "_orig_mod"]

  /// The names of the base model's own attributes: `wte`, `h`.
  private let attributes: Set<String>
  private let prefix: String
  private let buffers: [String]

  init(tree: ModuleTree, family: ModelFamily) {
    attributes = Set(
      tree.children.compactMap { child in
        if case .attribute(let name) = child.name { name } else { nil }
      })
    prefix = family.prefix
    buffers = family.buffers
  }

  /// The name that `tensor` would have in the base model.
  ///
  /// `bert.embeddings.LayerNorm.gamma` becomes `embeddings.LayerNorm.weight`: prefixes go, and the names that TensorFlow
  /// had for the two parts of a normalisation become PyTorch's. A name that only looks prefixed is left alone.
  func parameterName(of tensor: String) -> String {
    var parts = tensor.split(separator: ".", maxSplits: 64, omittingEmptySubsequences: false)[...]
    while let first = parts.first, !attributes.contains(String(first)), parts.count > 1,
      first == prefix || Self.wrappers.contains(String(first))
    {
      parts = parts.dropFirst()
    }
    switch parts.last {
    case "gamma"?: return (parts.dropLast() + ["weight"]).joined(separator: ".")
    case "beta"?: return (parts.dropLast() + ["bias"]).joined(separator: ".")
    default: return parts.joined(separator: ".")
    }
  }

  /// Why a tensor whose name in the base model would be `name` is none of its parameters.
  func reason(for name: String, dtype: DType?) -> CheckpointComparison.Reason {
    let first = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init)
    guard let first, attributes.contains(first) else { return .head }
    if buffers.contains(where: { name == $0 || name.hasSuffix("." + $0) }) { return .buffer }
    switch dtype {
    case .bool, .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64: return .buffer
    default: return .unknown
    }
  }
}
