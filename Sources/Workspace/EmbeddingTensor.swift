package import Checkpoints
import Tensors

/// Which tensor of a checkpoint holds the embeddings: found by name and shape, so that any family of models works.
package enum EmbeddingTensor {
  /// The last parts of names under which models keep one row per token.
  static let tokenNames = [
    "wte", "word_embeddings", "embed_tokens", "embed_in", "shared", "tok_embeddings", "token_embd", "word_embedding",
    "token_embedding", "embeddings", "embed",
  ]
  /// The last parts of names under which models keep one row per position.
  static let positionNames = [
    "wpe", "position_embeddings", "embed_positions", "position_embd", "position_embedding", "pos_embeddings",
  ]
  /// The last parts of names under which models keep the matrix that makes logits of hidden states, one row per token.
  static let outputNames = ["lm_head", "embed_out", "output", "ff_out", "decoder"]

  /// The token embeddings among `infos`: by name first, then, where a vocabulary size is known, by shape.
  ///
  /// Of several the one with the shortest name counts, which is the model's own and not a part's.
  package static func tokens(in infos: [TensorInfo], vocabularySize: Int?) -> TensorInfo? {
    let matrices = infos.filter { $0.shape.dimensions.count == 2 }
    for name in tokenNames {
      if let found = shortest(matrices.filter { stem(of: $0.name) == name }) { return found }
    }
    guard let vocabularySize else { return nil }
    let fitting = matrices.filter { info in
      info.shape.dimensions[0] >= vocabularySize && info.shape.dimensions[0] < vocabularySize + 4096
    }
    return shortest(fitting.filter { $0.name.contains("emb") }) ?? shortest(fitting.filter { !isOutput($0.name) })
  }

  /// The learned position embeddings among `infos`, where the model has such.
  package static func positions(in infos: [TensorInfo]) -> TensorInfo? {
    let matrices = infos.filter { $0.shape.dimensions.count == 2 }
    for name in positionNames {
      if let found = shortest(matrices.filter { stem(of: $0.name) == name }) { return found }
    }
    return nil
  }

  /// The output matrix among `infos`: named so, with rows of `columns` values, and at least one row for each of half the
  /// `rows` of the token embeddings, which no layer's own matrix of such a name has.
  package static func output(in infos: [TensorInfo], rows: Int, columns: Int) -> TensorInfo? {
    let fitting = infos.filter { info in
      info.shape.dimensions.count == 2 && info.shape.dimensions[1] == columns && info.shape.dimensions[0] >= rows / 2
    }
    for name in outputNames {
      if let found = shortest(fitting.filter { stem(of: $0.name) == name }) { return found }
    }
    return nil
  }

  /// The name of the output matrix among `names`, by name alone.
  static func outputName(in names: [String]) -> String? { first(of: outputNames, in: names) }

  /// The name of the token embeddings among `names`, by name alone: for choosing a shard before it is fetched.
  static func tokenName(in names: [String]) -> String? { first(of: tokenNames, in: names) }

  /// The name of the position embeddings among `names`.
  static func positionName(in names: [String]) -> String? { first(of: positionNames, in: names) }

  private static func first(of known: [String], in names: [String]) -> String? {
    known.lazy.compactMap { name in
      names.filter { stem(of: $0) == name }.min { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
    }.first
  }

  /// `bert.embeddings.word_embeddings.weight` -> `word_embeddings`.
  private static func stem(of name: String) -> String {
    var parts = name.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count > 1, parts.last == "weight" { parts.removeLast() }
    return parts.last.map(String.init) ?? name
  }

  private static func shortest(_ infos: [TensorInfo]) -> TensorInfo? {
    infos.min { ($0.name.utf8.count, $0.name) < ($1.name.utf8.count, $1.name) }
  }

  private static func isOutput(_ name: String) -> Bool {
    name.contains("lm_head") || name.contains("output") || name.contains("decoder") || name.contains("cls.")
  }
}
