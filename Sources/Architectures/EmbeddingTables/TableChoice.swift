package import Checkpoints
import Tensors

/// Which tensor of a checkpoint is taken for the token embeddings, why, and which others it could have been.
///
/// A family that is known says what its input embeddings are called. For others the rows are weighed against the number of
/// tokens, and names only break ties. A matrix under the name of the output stands for the embeddings where these are tied.
package struct TableChoice: Equatable, Sendable {
  /// What decided.
  package enum Reason: Equatable, Sendable {
    /// The family names it so: `marian`.
    case family(String)
    /// The file's metadata says that it stands for the embeddings, too, which have the name `alias`.
    case alias(String)
    /// Its rows agree with the number of tokens.
    case rows
    /// Its name alone: no size is known, or no table agrees with it.
    case name
    /// The file has no table for the input but this one for the output, and a model may use one for both.
    case output
    /// Somebody asked for it by its name.
    case asked
  }

  /// The tensor taken.
  package let tensor: TensorInfo
  /// The others that may hold a row per token of some vocabulary, in the file's order.
  package let others: [TensorInfo]
  /// What decided.
  package let reason: Reason
  /// The list that says which row is whose, where tokens share rows (``RowMapping``).
  package let mapping: TensorInfo?
  /// Factors per token that the model multiplies rows with, which the rows themselves do not show.
  package let factors: TensorInfo?

  /// A choice of `tensor` among `tensors`.
  package init(tensor: TensorInfo, others: [TensorInfo] = [], reason: Reason, among tensors: [TensorInfo] = []) {
    self.tensor = tensor
    self.others = others
    self.reason = reason
    mapping = RowMapping.info(beside: tensor, in: tensors)
    factors = mapping.flatMap { mapping in
      RowMapping.factors(beside: tensor, count: mapping.shape.dimensions[0], in: tensors)
    }
  }

  /// V, the number of tokens that have a row.
  package var rowCount: Int { mapping?.shape.dimensions.first ?? tensor.shape.dimensions.first ?? 0 }
  /// D, the number of values in a row.
  package var columnCount: Int { tensor.shape.dimensions.last ?? 0 }

  /// The token embeddings among `tensors`; nil where nothing there can be them.
  ///
  /// - Parameters:
  ///   - tensors: What the files hold, packed weights as what they stand for (``PackedTensors``).
  ///   - configuration: The model's configuration, where it has one.
  ///   - metadata: The pairs of a safetensors file's `__metadata__`: a name that was left out, and the one that stands for it.
  ///   - tokenizerSize: How many tokens the tokenizer has; nil for none. Called only where names leave a doubt.
  package static func of(
    _ tensors: [TensorInfo], configuration: ModelConfiguration? = nil,
    metadata: [(key: String, value: String)] = [], tokenizerSize: () throws -> Int?
  ) rethrows -> TableChoice? {
    let search = TableSearch(tensors, configuration: configuration)
    if let choice = try search.byFamily(tokenizerSize) { return choice }
    if let choice = search.byAlias(metadata) { return choice }
    return try search.byRows(tokenizerSize)
  }

  /// The names among `names` whose tensors may be the token embeddings, by names alone: what has to be looked at to choose,
  /// with the parts of packed weights; empty where no name tells.
  package static func contenders(in names: [String], configuration: ModelConfiguration?) -> [String] {
    let tables = names.map { (name: $0, table: TableName(PackedTensors.logicalName(of: $0))) }
    let byFamily = TableSearch.familyPatterns(configuration).lazy.map { pattern in
      least(tables) { pattern.excess(in: $0.table) }
    }
    let byName: [(TableName) -> Bool] = [
      { $0.isTokens }, { $0.hasTokenStem && $0.kind == .unlikely }, { $0.kind == .output },
    ]
    let chosen =
      byFamily.first { !$0.isEmpty }
      ?? byName.lazy.map { isOne in tables.filter { isOne($0.table) } }.first { !$0.isEmpty } ?? []
    return chosen.flatMap { [$0.name] + PackedTensors.partNames(of: $0.name, in: names) }
  }

  /// The values for which `measure` is least, of those for which it is something.
  static func least<Value>(_ values: [Value], by measure: (Value) -> Int?) -> [Value] {
    let measured = values.compactMap { value in measure(value).map { (value, $0) } }
    let least = measured.map(\.1).min()
    return measured.filter { $0.1 == least }.map(\.0)
  }
}
