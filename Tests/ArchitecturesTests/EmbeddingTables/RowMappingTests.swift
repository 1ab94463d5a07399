import Architectures
import Checkpoints
import Tensors
import TestSupport
import Testing

@Suite struct RowMappingTests {
  /// A file with a table of three rows and a list that says which is whose.
  private func checkpoint<Number: FixedWidthInteger>(_ mapping: [Number], _ type: String) throws -> Checkpoint {
    let path = try folder.write(
      "model.safetensors",
      SafetensorsWriter.file([.init("mapping", type, mapping), .init("embeddings", zeros: [3, 1])]))
    return try Checkpoint.open(safetensors: path)
  }

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func rows(of mapping: [some FixedWidthInteger], _ type: String) throws -> [Int]? {
    let checkpoint = try checkpoint(mapping, type)
    let found = TableChoice.of(checkpoint.infos, tokenizerSize: { nil })
    let choice = try #require(found)
    return try choice.mapping.map { try RowMapping.rows($0, of: choice.tensor, in: checkpoint) }
  }

  @Test func everyTypeOfWholeNumbers() throws {
    #expect(try rows(of: [2, 0, 1, 1] as [Int64], "I64") == [2, 0, 1, 1])
    #expect(try rows(of: [2, 0, 1, 1] as [Int32], "I32") == [2, 0, 1, 1])
    #expect(try rows(of: [2, 0] as [UInt16], "U16") == [2, 0])
    #expect(try rows(of: [2, 0] as [UInt64], "U64") == [2, 0])
  }

  @Test(arguments: [3, -1, .max, .min]) func rowsThatAreNotThere(row: Int64) throws {
    let error = #expect(throws: ArchitecturesError.self) { try rows(of: [0, row], "I64") }
    #expect(error?.description.contains("mapping[1]: expected a row of embeddings, 0 to 2, found \(row)") == true)
    #expect(throws: ArchitecturesError.self) { try rows(of: [UInt64.max], "U64") }
  }
}
