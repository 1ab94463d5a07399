import SafeText

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
