package import Checkpoints
package import Tensors

/// The tensors of a weights file as a tree of their dotted names: what can be shown of a model of any family.
///
/// Children whose names are numbers (the layers) come in the order of the numbers, and neighbours that hold the same
/// names, shapes and types are kept once, with their number.
package struct TensorTree: Equatable, Sendable {
  /// A part of a name, with the tensor that ends there and the parts that follow.
  package struct Node: Equatable, Sendable {
    /// What the part is called.
    package enum Name: Equatable, Sendable {
      /// A part, or several that nothing branches off: `token_embd.weight`.
      case path(String)
      /// The numbers of equal layers: 0..<30.
      case indices(Range<Int>)
    }

    /// A tensor.
    package struct Leaf: Equatable, Sendable {
      /// The shape, outermost dimension first.
      package let shape: Shape
      /// The element type by the file's own name, or how it is packed.
      package let typeName: String
      /// Whether nothing learns it: a mask, a list of positions.
      package let isBuffer: Bool

      /// The number of values that count as parameters.
      package var parameterCount: Int { isBuffer ? 0 : shape.elementCount ?? .max }
    }

    /// What the part is called.
    package internal(set) var name: Name
    /// The tensor whose name ends here; nil for none.
    package let tensor: Leaf?
    /// The parts that follow.
    package internal(set) var children: [Node]

    /// How many equal nodes stand here.
    package var repeats: Int {
      if case .indices(let indices) = name { indices.count } else { 1 }
    }

    /// The number of parameters in all tensors of one of them; buffers have none.
    package var parameterCount: Int {
      SaturatingSum.sum(
        [tensor?.parameterCount ?? 0] + children.map { SaturatingSum.product($0.parameterCount, $0.repeats) })
    }
  }

  /// The parts that names begin with, in the file's order.
  package let nodes: [Node]

  /// The tree of `tensors`, in which packed weights are to stand as what they stand for (``PackedTensors``).
  ///
  /// Names are cut at their first 32 dots at most; a longer name keeps the rest in one part.
  package init(of tensors: [TensorInfo]) {
    nodes = Self.nodes(
      tensors.map { ($0.name.split(separator: ".", maxSplits: 32, omittingEmptySubsequences: false)[...], $0) })
  }

  /// The number of parameters in all tensors; buffers have none.
  package var parameterCount: Int {
    SaturatingSum.sum(nodes.map { SaturatingSum.product($0.parameterCount, $0.repeats) })
  }

  private typealias Entry = (parts: ArraySlice<Substring>, tensor: TensorInfo)

  private static func nodes(_ entries: [Entry]) -> [Node] {
    // Keys are bytes: two ways to write é are two names.
    var positions: [[UInt8]: Int] = [:]
    var groups: [(name: Substring, entries: [Entry])] = []
    for entry in entries {
      guard let name = entry.parts.first else { continue }
      let key = Array(name.utf8)
      if let position = positions[key] {
        groups[position].entries.append(entry)
      } else {
        positions[key] = groups.count
        groups.append((name, [entry]))
      }
    }
    let indices = groups.map { layerIndex($0.name) }
    guard !indices.contains(nil) else { return groups.map { path($0.name, $0.entries) } }
    let layers = zip(indices, groups).compactMap { index, group in
      index.map { node(.indices($0..<($0 + 1)), group.entries) }
    }
    return collapsed(layers)
  }

  private static func node(_ name: Node.Name, _ entries: [Entry]) -> Node {
    let here = entries.first { $0.parts.count == 1 }?.tensor
    let below = entries.filter { $0.parts.count > 1 }.map { Entry(parts: $0.parts.dropFirst(), tensor: $0.tensor) }
    let leaf = here.map { tensor in
      Node.Leaf(shape: tensor.shape, typeName: tensor.typeName, isBuffer: KnownBuffers.contains(tensor))
    }
    return Node(name: name, tensor: leaf, children: nodes(below))
  }

  /// A node under a name, joined with its only child where nothing branches off in between.
  private static func path(_ name: Substring, _ entries: [Entry]) -> Node {
    let node = node(.path(String(name)), entries)
    guard node.tensor == nil, node.children.count == 1, let child = node.children.first,
      case .path(let rest) = child.name
    else { return node }
    return Node(name: .path("\(name).\(rest)"), tensor: child.tensor, children: child.children)
  }

  /// The number that `name` is, as layers are numbered: no sign, no leading zero, at most nine digits.
  private static func layerIndex(_ name: Substring) -> Int? {
    guard (1...9).contains(name.utf8.count), let index = Int(name), String(index) == name else { return nil }
    return index
  }

  /// Layers in the order of their numbers, equal neighbours made one.
  private static func collapsed(_ layers: [Node]) -> [Node] {
    func start(_ node: Node) -> Int {
      if case .indices(let indices) = node.name { indices.lowerBound } else { 0 }
    }
    var result: [Node] = []
    for layer in layers.sorted(by: { start($0) < start($1) }) {
      if let last = result.last, case .indices(let indices) = last.name, indices.upperBound == start(layer),
        last.tensor == layer.tensor, last.children == layer.children
      {
        result[result.count - 1].name = .indices(indices.lowerBound..<(indices.upperBound + 1))
      } else {
        result.append(layer)
      }
    }
    return result
  }
}
