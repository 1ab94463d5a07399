import Architectures
import Checkpoints
import EmbeddingAnalysis
import Tensors

/// A model's table of token embeddings: the choice of its tensor, and the files that hold it.
struct EmbeddingTable: Sendable {
  let choice: TableChoice
  private let checkpoint: Checkpoint
  /// The parts of the choice's tensor.
  private let logical: LogicalTensor
  private let configuration: ModelConfiguration?

  /// The tensor called `asked`, or else the one that family, sizes and names make out; nil where no tensor can be the table.
  ///
  /// Of weights in several files only those are opened that may hold it. Throws when there are no weights, or no tensor of
  /// the name `asked`.
  init?(
    of files: ModelFiles, asked: String?, configuration: ModelConfiguration?, tokenizerSize: () -> Int?
  ) throws {
    let some = try files.openCheckpoint { names in
      asked.map { PackedTensors.names(of: $0, in: names) }
        ?? TableChoice.contenders(in: names, configuration: configuration)
    }
    let checkpoint = try some ?? files.openCheckpoint()
    let tensors = PackedTensors.merged(checkpoint, configuration: configuration)
    let infos = tensors.map(\.info)
    let choice: TableChoice?
    if let asked {
      let named = infos.first { $0.name.utf8.elementsEqual(asked.utf8) }
      // One that is not there is an error, which names similar ones; a part of something packed can be asked for, too.
      guard let tensor = named ?? checkpoint.info(named: asked) else {
        _ = try checkpoint.tensor(named: asked)
        return nil
      }
      choice = TableChoice(tensor: tensor, reason: .asked, among: infos)
    } else if let rows = checkpoint.rowsTensor.flatMap(checkpoint.info) {
      // A file of vectors is that one matrix, whatever it is called.
      choice = TableChoice(tensor: rows, reason: .name, among: infos)
    } else {
      choice = TableChoice.of(
        infos, configuration: configuration, metadata: checkpoint.metadata, tokenizerSize: tokenizerSize)
    }
    guard let choice else { return nil }
    self.choice = choice
    self.checkpoint = checkpoint
    self.configuration = configuration
    logical =
      tensors.first { $0.info == choice.tensor }
      ?? LogicalTensor(info: choice.tensor, parts: [choice.tensor], packing: nil)
  }

  /// Asks for the bytes of all its parts, as far as their type can be read, and looks at none of them.
  func requireElements() {
    for part in logical.parts { _ = try? checkpoint.tensor(named: part.name) }
  }

  /// The table's values, one row per token.
  func matrix(model: String) throws -> EmbeddingMatrix {
    let info = choice.tensor
    guard info.shape.dimensions.count == 2 else {
      throw WorkspaceError.tensorIsNoMatrix(model: model, tensor: info.name, shape: "\(info.shape)")
    }
    let tensor = try PackedTensors.tensor(logical, in: checkpoint, configuration: configuration)
    do {
      guard let mapping = choice.mapping else { return try EmbeddingMatrix(tensor) }
      return try EmbeddingMatrix(tensor, storedRows: RowMapping.rows(mapping, of: info, in: checkpoint))
    } catch let error as EmbeddingAnalysisError {
      let files = checkpoint.files.joined(separator: ", ")
      throw WorkspaceError.unusableMatrix(model: model, file: files, reason: error.description)
    }
  }
}
