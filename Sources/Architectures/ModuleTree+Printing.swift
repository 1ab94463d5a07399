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
