import EmbeddingAnalysis
import Foundation
import Workspace

/// Writes every value of a model's token embeddings to standard output, as 32-bit floats, row after row: for comparisons with
/// references that are about every last bit.
///
///     MatrixValues MODEL > FILE
@main
struct MatrixValues {
  static func main() {
    do {
      guard CommandLine.arguments.count == 2 else { throw Usage() }
      let matrix = try OpenModel(CommandLine.arguments[1]).tokenEmbeddings()
      matrix.forEachRowBlock(of: 0..<matrix.rowCount) { block in
        FileHandle.standardOutput.write(Data(buffer: block.values))
      }
    } catch {
      FileHandle.standardError.write(Data("error: \(error)\n".utf8))
      exit(1)
    }
  }

  private struct Usage: Error {}
}
