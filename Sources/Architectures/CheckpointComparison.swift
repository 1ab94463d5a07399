package import Checkpoints
import SafeText
package import Tensors

/// The tensors of a weights file beside the parameters of a base model: which are counted, which are not, what is missing.
package struct CheckpointComparison: Equatable, Sendable {
  /// Why a tensor is no parameter of the base model.
  package enum Reason: String, Sendable, Codable {
    /// Numbers that nothing learns: a mask, a list of positions.
    case buffer
    /// Part of what stands on top of the base model: `lm_head.weight`, `cls.predictions.bias`.
    case head
    /// Inside the base model by its name, but the configuration has no such parameter.
    case unknown
    /// A second tensor for a parameter that is counted already: the same name with and without a prefix.
    case duplicate
  }

  /// A tensor that is in the file and not counted.
  package struct NotIncluded: Equatable, Sendable {
    /// The name as the file has it.
    package let name: String
    /// The shape, outermost dimension first.
    package let shape: Shape
    /// The element type by the file's own name.
    package let typeName: String
    /// The bytes it takes in the file.
    package let byteCount: Int
    /// Why it is not counted.
    package let reason: Reason
  }

  /// A parameter whose tensor has another shape than the configuration says.
  package struct Differing: Equatable, Sendable {
    /// The name as the file has it.
    package let name: String
    /// The shape that the configuration says.
    package let expected: Shape
    /// The shape of the tensor.
    package let found: Shape
  }

  /// The tensors that are not counted, in the file's order.
  package let notIncluded: [NotIncluded]
  /// The parameters that the file has no tensor for, by their names in the model.
  package let missing: [String]
  /// The parameters that are in the file in another shape.
  package let differing: [Differing]
  /// The bytes that the base model's parameters take in the file.
  package let parameterBytes: Int
  /// The bytes that all tensors take in the file.
  package let fileBytes: Int

  /// Whether one of `tensors` at least is a parameter of `tree`, a base model of `family`: this needs no list of them all.
  package static func hasParameters(_ tensors: [TensorInfo], of tree: ModuleTree, family: ModelFamily) -> Bool {
    let names = ParameterNames(tree: tree, family: family)
    return tensors.contains { tree.hasParameter(named: names.parameterName(of: $0.name)[...]) }
  }

  /// Compares `tensors` with the parameters of `tree`, a base model of `family`.
  package init(of tensors: [TensorInfo], with tree: ModuleTree, family: ModelFamily) {
    let parameters = tree.namedParameters
    let expected = Dictionary(parameters.map { (ExactName($0.name), $0.parameter.shape) }) { first, _ in first }
    let names = ParameterNames(tree: tree, family: family)
    var seen: Set<ExactName> = []
    var notIncluded: [NotIncluded] = []
    var differing: [Differing] = []
    var counted: [Int] = []
    for tensor in tensors {
      let name = names.parameterName(of: tensor.name)
      let key = ExactName(name)
      guard let shape = expected[key], seen.insert(key).inserted else {
        let reason = expected[key] == nil ? names.reason(for: name, tensor) : .duplicate
        notIncluded.append(NotIncluded(tensor, reason))
        continue
      }
      counted.append(tensor.byteCount)
      if shape != tensor.shape { differing.append(Differing(name: tensor.name, expected: shape, found: tensor.shape)) }
    }
    self.notIncluded = notIncluded
    self.differing = differing
    missing = parameters.map(\.name).filter { !seen.contains(ExactName($0)) }
    parameterBytes = SaturatingSum.sum(counted)
    fileBytes = SaturatingSum.sum(tensors.map(\.byteCount))
  }
}

extension CheckpointComparison.NotIncluded {
  init(_ tensor: TensorInfo, _ reason: CheckpointComparison.Reason) {
    self.init(
      name: tensor.name, shape: tensor.shape, typeName: tensor.typeName, byteCount: tensor.byteCount, reason: reason)
  }
}
