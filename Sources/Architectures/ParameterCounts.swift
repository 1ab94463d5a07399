/// How many parameters each part of a model has.
public struct ParameterCounts: Equatable, Sendable {
  /// One line of the table: a module, or a row of equal ones.
  public struct Row: Equatable, Sendable {
    /// Where the module is: `wte`, `encoder.layer`, `embeddings.LayerNorm`.
    public let path: String
    /// The module's class, or that of the list's elements: `Embedding`, `GPT2Block`; empty where it is not known.
    public let className: String
    /// How many equal modules stand here: 12 for the layers of GPT-2, else 1.
    public let repeats: Int
    /// The parameters of one of them.
    public let each: Int
    /// The parameters of all of them together.
    public var count: Int { SaturatingSum.product(each, repeats) }
  }

  /// The parameters of the whole model; one that is shared is counted once.
  public let total: Int
  /// The parts, in the model's order; together they have ``total`` parameters.
  public let modules: [Row]

  /// The table for `tree`: down to the layers, each list of equal layers on one line.
  ///
  /// Modules that have no parameters (dropout) are left out.
  public init(of tree: ModuleTree) {
    var rows: [Row] = []
    Self.append(tree, path: "", to: &rows)
    total = tree.parameterCount
    modules = rows
  }

  init(total: Int, modules: [Row]) {
    self.total = total
    self.modules = modules
  }

  private static func append(_ module: ModuleTree, path: String, to rows: inout [Row]) {
    let own = module.parameters.reduce(0) { $0 + $1.count }
    if own > 0 { rows.append(Row(path: path, className: module.className, repeats: 1, each: own)) }
    for child in module.children {
      switch child.name {
      case .attribute(let name):
        append(child.module, path: path.isEmpty ? name : "\(path).\(name)", to: &rows)
      case .indices(let indices):
        // A list of one kind of layer goes by its own name; of several, each run by its places.
        let places = module.children.count == 1 ? "" : ".\(indices.lowerBound)-\(indices.upperBound - 1)"
        rows.append(
          Row(
            path: path + places, className: child.module.className, repeats: indices.count,
            each: child.module.parameterCount))
      }
    }
  }
}

/// Sums and products of sizes from a file that stop at the largest number instead of overflowing.
enum SaturatingSum {
  static func sum(_ values: some Sequence<Int>) -> Int {
    values.reduce(0) { total, value in
      let (sum, overflow) = total.addingReportingOverflow(value)
      return overflow ? .max : sum
    }
  }

  static func product(_ a: Int, _ b: Int) -> Int {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? .max : product
  }
}
