package import Checkpoints
import Tensors

/// The matrices that stand beside a model's token embeddings: the learned positions, and the matrix for the output.
package enum TableCompanions {
  /// The last parts of names under which models keep one row per position, the surest first.
  private static let positionNames = [
    "wpe", "position_embeddings", "embed_positions", "position_embd", "position_embedding", "pos_embeddings",
    "positions_embed", "positional_embedding", "position_embeds_layer",
  ]

  /// The learned position embeddings among `tensors`; nil for a model that has none.
  ///
  /// - Parameter tokens: The name of the token embeddings: of several tables the one that stands nearest to it counts, so
  ///   that a model of text and pictures shows the positions of words.
  package static func positions(
    in tensors: [TensorInfo], beside tokens: String?, configuration: ModelConfiguration?
  ) -> TensorInfo? {
    let matrices = tensors.filter { $0.shape.dimensions.count == 2 && !KnownBuffers.contains($0) }
    return positionName(in: matrices.map(\.name), beside: tokens, configuration: configuration)
      .flatMap { named($0, in: matrices) }
  }

  /// The name of the position embeddings among `names`, by names alone.
  package static func positionName(
    in names: [String], beside tokens: String?, configuration: ModelConfiguration?
  ) -> String? {
    best(
      of: names, family: TableSearch.family(configuration)?.names.positions ?? [], stems: positionNames, near: tokens)
  }

  /// The output matrix among `tensors`: named so, with rows of `columns` values, and at least one row for each of half the
  /// `rows` of the token embeddings, which no layer's own matrix of such a name has.
  package static func output(
    in tensors: [TensorInfo], rows: Int, columns: Int, configuration: ModelConfiguration?
  ) -> TensorInfo? {
    let fitting = tensors.filter { info in
      let dimensions = info.shape.dimensions
      return dimensions.count == 2 && dimensions[1] == columns && dimensions[0] >= rows / 2
    }
    return outputName(in: fitting.map(\.name), configuration: configuration).flatMap { named($0, in: fitting) }
  }

  /// The name of the output matrix among `names`, by names alone.
  package static func outputName(in names: [String], configuration: ModelConfiguration?) -> String? {
    best(
      of: names, family: TableSearch.family(configuration)?.names.outputs ?? [], stems: TableName.outputNames, near: nil
    )
  }

  private static func named(_ name: String, in tensors: [TensorInfo]) -> TensorInfo? {
    tensors.first { $0.name.utf8.elementsEqual(name.utf8) }
  }

  /// What the family names, else the first of `stems`; of several the one that shares most with `neighbor`, then the
  /// shortest.
  private static func best(of names: [String], family: [String], stems: [String], near neighbor: String?) -> String? {
    let tables = names.map { (name: $0, table: TableName($0)) }
    let byFamily = family.lazy.map { name in
      TableChoice.least(tables, by: { NamePattern(name).excess(in: $0.table) })
    }
    let byStem = stems.lazy.map { stem in tables.filter { TableName.stem(of: $0.table.parts) == stem } }
    let found = byFamily.first { !$0.isEmpty } ?? byStem.first { !$0.isEmpty } ?? []
    let order = { (name: String) in (-shared(name, neighbor ?? ""), name.utf8.count, name) }
    return found.map(\.name).min { order($0) < order($1) }
  }

  /// How many bytes two names begin with alike.
  private static func shared(_ a: String, _ b: String) -> Int { zip(a.utf8, b.utf8).prefix { $0 == $1 }.count }
}
