import Architectures
import Checkpoints
package import EmbeddingAnalysis
import ModelSources
import Tensors
package import Workspace

/// What is known of a model's token embeddings without their rows, and the rows where they can be read.
package struct EmbeddingFacts: Sendable {
  /// The table, by its description.
  package struct Table: Sendable {
    /// The tensor, by its name in the file.
    package var name: String
    /// V.
    package var rows: Int
    /// D.
    package var columns: Int
    /// The type the elements are stored as, by the file's own name for it.
    package var dtype: String
  }

  /// nil where the model has none that can be found.
  package private(set) var table: Table?
  /// nil where there is no table, or one of a type that cannot be read.
  package private(set) var matrix: EmbeddingMatrix?
  /// What was chosen where that was not plain, and why one of the two is missing, in sentences.
  package private(set) var notes: [String] = []
  /// Whether the model is a tokenizer's file and nothing else.
  package private(set) var isTokenizerAlone = false

  /// Looks for the table of `model`; throws what is wrong with files that are there and broken.
  package init(of model: OpenModel) throws {
    do {
      if let choice = try model.embeddingTable(), choice.tensor.shape.dimensions.count == 2 {
        table = Table(
          name: choice.tensor.name, rows: choice.rowCount, columns: choice.columnCount, dtype: choice.tensor.typeName)
        notes = choice.notes
      }
      matrix = try model.tokenEmbeddings()
    } catch CheckpointError.unreadableType(_, let tensor, let type) {
      notes.append("\(tensor) is stored as \(type), which cannot be read: nothing is said of its values.")
    } catch ModelSourcesError.tokenizerAlone {
      isTokenizerAlone = true
      notes = ["This is a tokenizer alone: there is no matrix to compare it with."]
    } catch let error where error.saysPartIsMissing {
      notes = ["There is no matrix to compare with: \(error)."]
    } catch WorkspaceError.unusableMatrix(_, _, let reason) {
      notes.append("Nothing is said of the matrix's values: \(reason).")
    }
  }
}
