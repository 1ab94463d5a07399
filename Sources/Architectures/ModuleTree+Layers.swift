/// The layers that models are built of, with their parameters.
///
/// `Embedding`, `Linear`, `LayerNorm`, `Dropout` and `ModuleList` are PyTorch's, `Conv1D` is transformers'.
extension ModuleTree {
  /// A table of `rows` vectors of `columns` values; `padding` is the row that training leaves alone.
  static func embedding(_ rows: Int, _ columns: Int, padding: Int? = nil) -> ModuleTree {
    let suffix = padding.map { ", padding_idx=\($0)" } ?? ""
    return ModuleTree("Embedding", "\(rows), \(columns)\(suffix)", parameters: [Parameter("weight", rows, columns)])
  }

  /// y = x·Wᵀ + b, with W of shape [outputs, inputs].
  static func linear(_ inputs: Int, _ outputs: Int) -> ModuleTree {
    ModuleTree(
      "Linear", "in_features=\(inputs), out_features=\(outputs), bias=True",
      parameters: [Parameter("weight", outputs, inputs), Parameter("bias", outputs)])
  }

  /// y = x·W + b, with W of shape [inputs, outputs]: GPT-2's linear layer, whose weights lie the other way round.
  static func conv1D(_ inputs: Int, _ outputs: Int) -> ModuleTree {
    ModuleTree(
      "Conv1D", "nf=\(outputs), nx=\(inputs)",
      parameters: [Parameter("weight", inputs, outputs), Parameter("bias", outputs)])
  }

  /// Each vector of `width` values shifted and scaled to mean 0 and variance 1, then by learnt numbers.
  static func layerNorm(_ width: Int, epsilon: PythonNumber) -> ModuleTree {
    ModuleTree(
      "LayerNorm", "(\(width),), eps=\(epsilon), elementwise_affine=True, bias=True",
      parameters: [Parameter("weight", width), Parameter("bias", width)])
  }

  /// Values dropped at random in training.
  static func dropout(_ probability: PythonNumber) -> ModuleTree {
    ModuleTree("Dropout", "p=\(probability), inplace=False")
  }

  /// A list of `count` equal modules.
  static func list(_ count: Int, of module: ModuleTree) -> ModuleTree {
    ModuleTree("ModuleList", children: count > 0 ? [Child(name: .indices(0..<count), module: module)] : [])
  }
}
