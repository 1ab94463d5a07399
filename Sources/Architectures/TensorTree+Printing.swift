import SafeText
import Tensors

extension TensorTree: CustomStringConvertible {
  /// One line per part, indented below what it belongs to, without a line break at the end.
  ///
  /// ```
  /// (token_embd.weight): [49152, 576] Q8_0
  /// (blk):
  ///   (0-29): 30 x
  ///     (attn_norm.weight): [576] F32
  /// ```
  /// Characters in names that would be invisible or act on a terminal are shown as marks.
  package var description: String {
    var lines: [String] = []
    for node in nodes { node.append(to: &lines, indentation: 0) }
    return lines.joined(separator: "\n")
  }
}

extension TensorTree.Node {
  fileprivate func append(to lines: inout [String], indentation: Int) {
    var line = String(repeating: " ", count: indentation)
    switch name {
    case .path(let path): line += "(\(VisibleText.visible(path))):"
    case .indices(let indices) where indices.count == 1: line += "(\(indices.lowerBound)):"
    case .indices(let indices): line += "(\(indices.lowerBound)-\(indices.upperBound - 1)): \(indices.count) x"
    }
    if let tensor { line += " \(tensor.shape) \(VisibleText.visible(tensor.typeName))" }
    lines.append(line)
    for child in children { child.append(to: &lines, indentation: indentation + 2) }
  }
}

extension ParameterCounts {
  /// The table for the tensors of a weights file: down to the layers, each run of equal layers on one line.
  ///
  /// Buffers count nothing and get no row of their own.
  package init(of tree: TensorTree) {
    var rows: [Row] = []
    for node in tree.nodes { node.append(to: &rows, path: "", siblings: tree.nodes.count) }
    self.init(total: tree.parameterCount, modules: rows)
  }
}

extension TensorTree.Node {
  /// Adds a row where layers or tensors stand; what lies above them only lends its name.
  fileprivate func append(to rows: inout [ParameterCounts.Row], path: String, siblings: Int) {
    let dot = path.isEmpty ? "" : "."
    switch name {
    case .indices(let indices):
      let places = siblings == 1 ? "" : "\(dot)\(indices.lowerBound)-\(indices.upperBound - 1)"
      rows.append(.init(path: path + places, className: "", repeats: repeats, each: parameterCount))
    case .path(let name):
      let path = path + dot + name
      if let tensor, !tensor.isBuffer {
        rows.append(.init(path: path, className: "", repeats: 1, each: tensor.parameterCount))
      }
      for child in children { child.append(to: &rows, path: path, siblings: children.count) }
    }
  }
}
