import Architectures
import ByteFiles
import Checkpoints
public import EmbeddingAnalysis
import Tensors

/// The matrix that makes logits of a model's last hidden states, one row per token.
public enum OutputEmbeddings: Sendable {
  /// It is the token embeddings: the configuration says so, or the file holds no other, or holds the same values twice.
  case tied
  /// A matrix of its own.
  case separate(EmbeddingMatrix)
  /// A matrix of its own, of a type that cannot be read, or with other rows.
  case unusable(tensor: String, reason: String)
}

extension OutputEmbeddings {
  /// What `files` hold beside the token embeddings `tokens`.
  ///
  /// A configuration that says nothing of `tie_word_embeddings` leaves it to the files: families have different defaults.
  init(files: ModelFiles, tokens: EmbeddingMatrix, configuration: ModelConfiguration?) throws {
    self = .tied
    guard configuration?.tiesEmbeddings != true,
      let holder = try files.openCheckpoint(holding: { names in
        TableCompanions.outputName(in: names, configuration: configuration)
          .map { PackedTensors.names(of: $0, in: names) } ?? []
      })
    else { return }
    let (rows, columns) = (tokens.rowCount, tokens.columnCount)
    let tensors = PackedTensors.merged(holder, configuration: configuration)
    let found = TableCompanions.output(
      in: tensors.map(\.info), rows: rows, columns: columns, configuration: configuration)
    guard let found, found.name != tokens.name else { return }
    guard found.shape.dimensions == [rows, columns] else {
      let reason = "it has the shape \(found.shape), the token embeddings have [\(rows), \(columns)]"
      self = .unusable(tensor: found.name, reason: reason)
      return
    }
    guard let logical = tensors.first(where: { $0.info == found }) else { return }
    do {
      let matrix = try EmbeddingMatrix(
        PackedTensors.tensor(logical, in: holder, configuration: configuration))
      if !tokens.holdsSameBytes(as: matrix) { self = .separate(matrix) }
    } catch let error as CheckpointError {
      self = .unusable(tensor: found.name, reason: "\(error)")
    } catch let error as EmbeddingAnalysisError {
      self = .unusable(tensor: found.name, reason: "\(error)")
    } catch let error as ArchitecturesError {
      self = .unusable(tensor: found.name, reason: "\(error)")
    }
  }
}
