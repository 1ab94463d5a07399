import Checkpoints
import Tensors

/// How the names in a weights file relate to the names of a base model's parameters.
struct ParameterNames {
  /// What a file puts before all names when the base model was part of something larger.
  private static let wrappers = ["model", "module", "transformer", "bert", "_orig_mod"]

  /// The names of the base model's own attributes and parameters: `wte`, `h`.
  private let attributes: Set<String>
  private let family: FamilyTensors

  init(tree: ModuleTree, family: ModelFamily) {
    let modules = tree.children.compactMap { child in
      if case .attribute(let name) = child.name { name } else { nil }
    }
    attributes = Set(modules + tree.parameters.map(\.name))
    self.family = family.tensors
  }

  /// The name that `tensor` would have in the base model.
  ///
  /// `bert.embeddings.LayerNorm.gamma` becomes `embeddings.LayerNorm.weight`: prefixes go, and the names that TensorFlow
  /// had for the two parts of a normalisation become PyTorch's. A name that only looks prefixed is left alone. Names of
  /// earlier layouts become today's, and a second name of a shared parameter the first.
  func parameterName(of tensor: String) -> String {
    var parts = tensor.split(separator: ".", maxSplits: 64, omittingEmptySubsequences: false)[...]
    while let first = parts.first, !attributes.contains(String(first)), parts.count > 1,
      first == family.prefix || Self.wrappers.contains(String(first))
    {
      parts = parts.dropFirst()
    }
    var name = parts.joined(separator: ".")
    switch parts.last {
    case "gamma"?: name = (parts.dropLast() + ["weight"]).joined(separator: ".")
    case "beta"?: name = (parts.dropLast() + ["bias"]).joined(separator: ".")
    default: break
    }
    for rule in family.renamed where name.hasPrefix(rule.old) { name = rule.new + name.dropFirst(rule.old.count) }
    return family.shared[name] ?? name
  }

  /// Why `tensor`, whose name in the base model would be `name`, is none of its parameters.
  func reason(for name: String, _ tensor: TensorInfo) -> CheckpointComparison.Reason {
    let first = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init)
    if family.buffers.contains(where: { TensorName.ends(name, with: $0) }) { return .buffer }
    guard let first, attributes.contains(first), !family.outputEmbeddings.contains(name) else { return .head }
    return KnownBuffers.contains(name: name, shape: tensor.shape, dtype: tensor.dtype) ? .buffer : .unknown
  }
}
