import SafeText
public import Tensors

/// The modules a model is made of, each within the one that owns it, as Python's `print(model)` shows them.
///
/// A tree is a value that a configuration alone decides: it holds the shapes of all parameters, and none of their
/// values. Equal neighbours in a list (the layers) are stored once, with their number.
///
/// ```swift
/// let tree = try ModelFamily.gpt2.baseModel(of: configuration)
/// print(tree)                    // GPT2Model(
///                                //   (wte): Embedding(50257, 768) …
/// tree.parameterCount            // 124439808
/// ```
public struct ModuleTree: Equatable, Sendable {
  /// A parameter that a module has of its own.
  public struct Parameter: Equatable, Sendable {
    /// The name within the module: `weight`.
    public let name: String
    /// The shape, outermost dimension first, as PyTorch has it.
    public let shape: Shape
    /// The number of values.
    public let count: Int

    /// A parameter of this shape, whose dimensions the family has checked.
    ///
    /// - Precondition: the product of the dimensions does not overflow.
    package init(_ name: String, _ dimensions: Int...) {
      self.name = name
      shape = Shape(dimensions)
      count = dimensions.reduce(1, *)
    }
  }

  /// A module within another, or several equal ones in a row.
  public struct Child: Equatable, Sendable {
    /// What a module's owner calls it.
    public enum Name: Equatable, Sendable {
      /// The name of an attribute: `wte`.
      case attribute(String)
      /// The places in a list that this module fills: 0..<12 for twelve equal layers.
      case indices(Range<Int>)
    }

    /// What the owner calls it.
    public let name: Name
    /// The module.
    public let module: ModuleTree

    /// How many equal modules stand here: 1, or the number of places in the list.
    public var repeats: Int {
      switch name {
      case .attribute: 1
      case .indices(let indices): indices.count
      }
    }
  }

  /// The name of the module's class in Python: `Embedding`.
  public let className: String
  /// What Python prints between the brackets before any child: `50257, 768`.
  public let arguments: String
  /// The parameters that are the module's own, in the order in which PyTorch registers them.
  public let parameters: [Parameter]
  /// The modules within, in the order in which Python prints them.
  public let children: [Child]

  /// A module of class `className`.
  package init(
    _ className: String, _ arguments: String = "", parameters: [Parameter] = [], children: [Child] = []
  ) {
    self.className = className
    self.arguments = arguments
    self.parameters = parameters
    self.children = children
  }

  /// A module whose attributes are other modules.
  package init(_ className: String, attributes: KeyValuePairs<String, ModuleTree>) {
    self.init(className, attributes: attributes.map { ($0.key, $0.value) })
  }

  /// A module with attributes that are other modules, some of which depend on the configuration, and parameters of its own.
  init(_ className: String, parameters: [Parameter] = [], attributes: [(name: String, module: ModuleTree)]) {
    self.init(
      className, parameters: parameters,
      children: attributes.map { Child(name: .attribute($0.name), module: $0.module) })
  }
}

extension ModuleTree {
  /// The number of values in all parameters, those of the modules within included.
  ///
  /// Only parameters count, as in Python's `sum(p.numel() for p in model.parameters())`: no buffer, no head that is not
  /// part of the tree. A family that shares a parameter between two modules lists it in the first of them only.
  public var parameterCount: Int {
    parameters.reduce(0) { $0 + $1.count } + children.reduce(0) { $0 + $1.repeats * $1.module.parameterCount }
  }

  /// Every parameter with its full name, in the order of Python's `named_parameters()`: `h.0.ln_1.weight` and so on.
  package var namedParameters: [(name: String, parameter: Parameter)] {
    var result: [(name: String, parameter: Parameter)] = []
    appendParameters(to: &result, prefix: "")
    return result
  }

  /// Whether one of ``namedParameters`` is called `name`, found on the way its dots show.
  package func hasParameter(named name: Substring) -> Bool {
    if parameters.contains(where: { ExactName($0.name) == ExactName(String(name)) }) { return true }
    guard let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")) else { return false }
    let first = String(name[..<dot])
    return children.contains { child in
      switch child.name {
      case .attribute(let attribute): guard ExactName(attribute) == ExactName(first) else { return false }
      case .indices(let indices):
        guard let index = Int(first), indices.contains(index), "\(index)" == first else { return false }
      }
      return child.module.hasParameter(named: name[name.utf8.index(after: dot)...])
    }
  }

  private func appendParameters(to result: inout [(name: String, parameter: Parameter)], prefix: String) {
    for parameter in parameters { result.append((prefix + parameter.name, parameter)) }
    for child in children {
      switch child.name {
      case .attribute(let name): child.module.appendParameters(to: &result, prefix: "\(prefix)\(name).")
      case .indices(let indices):
        for index in indices { child.module.appendParameters(to: &result, prefix: "\(prefix)\(index).") }
      }
    }
  }
}

extension ModuleTree: CustomStringConvertible {
  /// The text that Python's `print` writes for this module, without a line break at the end.
  ///
  /// The layout is that of `torch.nn.Module.__repr__` and, for lists, `torch.nn.ModuleList.__repr__`, which counts
  /// neighbours that print alike (PyTorch 2): `(0-11): 12 x GPT2Block(`.
  public var description: String {
    var text = ""
    write(to: &text, indentation: 0)
    return text
  }

  private func write(to text: inout String, indentation: Int) {
    text += className
    text += "("
    text += arguments
    guard !children.isEmpty else {
      text += ")"
      return
    }
    let margin = "\n" + String(repeating: " ", count: indentation)
    for child in children {
      text += margin
      text += "  ("
      switch child.name {
      case .attribute(let name): text += "\(name)): "
      case .indices(let indices) where indices.count == 1: text += "\(indices.lowerBound)): "
      case .indices(let indices):
        text += "\(indices.lowerBound)-\(indices.upperBound - 1)): \(indices.count) x "
      }
      child.module.write(to: &text, indentation: indentation + 2)
    }
    text += margin
    text += ")"
  }
}
