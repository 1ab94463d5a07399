import EmbeddingAnalysis
import TestSupport
import Testing
import Workspace

/// Whether tokens go in and come out by one matrix.
@Suite struct OutputEmbeddingsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func output(
    _ configuration: String, head: SafetensorsWriter.Matrix? = nil
  ) throws -> OutputEmbeddings {
    try folder.write("config.json", configuration)
    let tokens = SafetensorsWriter.Matrix("model.embed_tokens.weight", rows: 6, columns: 2) { Float($0 * 2 + $1) }
    try folder.write("model.safetensors", SafetensorsWriter.file([tokens] + (head.map { [$0] } ?? [])))
    return try OpenModel(folder.path).outputEmbeddings()
  }

  private func head(_ shift: Float, rows: Int = 6, name: String = "lm_head.weight") -> SafetensorsWriter.Matrix {
    SafetensorsWriter.Matrix(name, rows: rows, columns: 2) { Float($0 * 2 + $1) + shift }
  }

  private func isTied(_ output: OutputEmbeddings) -> Bool { if case .tied = output { true } else { false } }

  @Test func oneMatrixIsTied() throws {
    #expect(try isTied(output("{}")))
    #expect(try isTied(output(#"{"tie_word_embeddings": false}"#)))
  }

  @Test func theConfigurationDecides() throws {
    #expect(try isTied(output(#"{"tie_word_embeddings": true}"#, head: head(1))))
    #expect(try isTied(output(#"{"text_config": {"tie_word_embeddings": true}}"#, head: head(1))))
  }

  @Test func theSameValuesTwiceAreTied() throws { #expect(try isTied(output("{}", head: head(0)))) }

  @Test func anotherMatrixIsFound() throws {
    guard case .separate(let matrix) = try output(#"{"tie_word_embeddings": false}"#, head: head(1)) else {
      Issue.record("the output matrix was not found")
      return
    }
    #expect(matrix.name == "lm_head.weight" && matrix.row(5) == [11, 12])
  }

  @Test func otherRowsAreSaid() throws {
    guard case .unusable(let tensor, let reason) = try output("{}", head: head(1, rows: 8)) else {
      Issue.record("a matrix of other rows was taken")
      return
    }
    #expect(tensor == "lm_head.weight" && reason.contains("[8, 2]") && reason.contains("[6, 2]"))
  }
}
