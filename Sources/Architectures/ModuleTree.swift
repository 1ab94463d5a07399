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
