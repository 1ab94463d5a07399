/// The layers that models are built of, with their parameters.
///
/// `Embedding`, `Linear`, `LayerNorm`, `Dropout` and `ModuleList` are PyTorch's, `Conv1D` is transformers'.
extension ModuleTree {
  /// A table of `rows` vectors of `columns` values; `padding` is the row that training leaves alone.
  static func embedding(
    _ rows: Int, _ columns: Int, padding: Int? = nil, className: String = "Embedding"
  ) -> ModuleTree {
    let suffix = padding.map { ", padding_idx=\($0)" } ?? ""
    return ModuleTree(className, "\(rows), \(columns)\(suffix)", parameters: [Parameter("weight", rows, columns)])
  }

  /// A table that is a second name of one that is counted elsewhere.
  static func sharedEmbedding(_ rows: Int, _ columns: Int) -> ModuleTree {
    ModuleTree("Embedding", "\(rows), \(columns)")
  }

  /// y = x·Wᵀ + b, with W of shape [outputs, inputs].
  static func linear(_ inputs: Int, _ outputs: Int, bias: Bool = true, className: String = "Linear") -> ModuleTree {
    ModuleTree(
      className, "in_features=\(inputs), out_features=\(outputs), bias=\(python(bias))",
      parameters: [Parameter("weight", outputs, inputs)] + (bias ? [Parameter("bias", outputs)] : []))
  }

  /// y = x·W + b, with W of shape [inputs, outputs]: GPT-2's linear layer, whose weights lie the other way round.
  static func conv1D(_ inputs: Int, _ outputs: Int) -> ModuleTree {
    ModuleTree(
      "Conv1D", "nf=\(outputs), nx=\(inputs)",
      parameters: [Parameter("weight", inputs, outputs), Parameter("bias", outputs)])
  }

  /// Each vector of `width` values shifted and scaled to mean 0 and variance 1, then by learnt numbers, if there are any.
  static func layerNorm(
    _ width: Int, epsilon: PythonNumber?, learns: Bool = true, bias: Bool = true
  ) -> ModuleTree {
    let arguments = "(\(width),), eps=\(epsilon?.description ?? "None")"
    let parameters = (learns ? [Parameter("weight", width)] : []) + (learns && bias ? [Parameter("bias", width)] : [])
    return ModuleTree(
      "LayerNorm", "\(arguments), elementwise_affine=\(python(learns)), bias=\(python(learns && bias))",
      parameters: parameters)
  }

  /// Each vector of `width` values scaled to a mean square of 1, then by learnt numbers: `LlamaRMSNorm`.
  static func rmsNorm(_ className: String, _ width: Int, epsilon: PythonNumber) -> ModuleTree {
    ModuleTree(className, "(\(width),), eps=\(epsilon)", parameters: [Parameter("weight", width)])
  }

  /// Values dropped at random in training.
  static func dropout(_ probability: PythonNumber) -> ModuleTree {
    ModuleTree("Dropout", "p=\(probability), inplace=False")
  }

  /// A list of `count` equal modules.
  static func list(_ count: Int, of module: ModuleTree) -> ModuleTree {
    ModuleTree("ModuleList", children: count > 0 ? [Child(name: .indices(0..<count), module: module)] : [])
  }

  /// A list of modules, of which equal neighbours are stored once.
  static func list(_ modules: [ModuleTree]) -> ModuleTree {
    var children: [Child] = []
    for (index, module) in modules.enumerated() {
      if let last = children.last, case .indices(let indices) = last.name, last.module == module {
        children[children.count - 1] = Child(name: .indices(indices.lowerBound..<(index + 1)), module: module)
      } else {
        children.append(Child(name: .indices(index..<(index + 1)), module: module))
      }
    }
    return ModuleTree("ModuleList", children: children)
  }

  /// Parts of a picture of `patch` × `patch` points, each turned into `outputs` values.
  static func patches(
    _ channels: Int, _ outputs: Int, patch: Int, options: String, bias: Bool
  ) -> ModuleTree {
    let size = "(\(patch), \(patch))"
    return ModuleTree(
      "Conv2d", "\(channels), \(outputs), kernel_size=\(size), stride=\(size), \(options)",
      parameters: [Parameter("weight", outputs, channels, patch, patch)] + (bias ? [Parameter("bias", outputs)] : []))
  }

  /// A truth value as Python prints it.
  private static func python(_ value: Bool) -> String { value ? "True" : "False" }
}

/// The activation functions that a configuration can name (transformers 5.23.0, `ACT2FN`).
extension ModuleTree {
  /// The module of the activation function that configurations call `name`; nil for a name that is not known.
  static func activation(_ name: String) -> ModuleTree? {
    activations.first { $0.name.utf8.elementsEqual(name.utf8) }?.module
  }

  /// All names, in the order of transformers' table.
  static var activationNames: [String] { activations.map(\.name) }

  private static let activations: [(name: String, module: ModuleTree)] = [
    ("gelu", ModuleTree("GELUActivation")),
    ("gelu_10", ModuleTree("ClippedGELUActivation")),
    ("gelu_fast", ModuleTree("FastGELUActivation")),
    ("gelu_new", ModuleTree("NewGELUActivation")),
    ("gelu_python", ModuleTree("GELUActivation")),
    ("gelu_pytorch_tanh", ModuleTree("GELUTanh")),
    ("gelu_python_tanh", ModuleTree("GELUTanh")),
    ("gelu_accurate", ModuleTree("AccurateGELUActivation")),
    ("hardswish", ModuleTree("Hardswish")),
    ("laplace", ModuleTree("LaplaceActivation")),
    ("leaky_relu", ModuleTree("LeakyReLU", "negative_slope=0.01")),
    ("linear", ModuleTree("LinearActivation")),
    ("mish", ModuleTree("MishActivation")),
    ("quick_gelu", ModuleTree("QuickGELUActivation")),
    ("relu", ModuleTree("ReLU")),
    ("relu2", ModuleTree("ReLUSquaredActivation")),
    ("relu6", ModuleTree("ReLU6")),
    ("sigmoid", ModuleTree("Sigmoid")),
    ("silu", ModuleTree("SiLUActivation")),
    ("sqrtsoftplus", ModuleTree("SqrtSoftplusActivation")),
    ("swish", ModuleTree("SiLU")),
    ("tanh", ModuleTree("Tanh")),
    // The two that learn: a slope, and two curvatures.
    ("prelu", ModuleTree("PReLU", "num_parameters=1", parameters: [Parameter("weight", 1)])),
    ("xielu", ModuleTree("XIELUActivation", parameters: [Parameter("alpha_p", 1), Parameter("alpha_n", 1)])),
  ]
}
