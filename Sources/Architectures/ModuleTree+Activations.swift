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
