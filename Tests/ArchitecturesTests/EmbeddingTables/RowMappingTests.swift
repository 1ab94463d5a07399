import Architectures
import Checkpoints
import Tensors
import TestSupport
import Testing

@Suite struct RowMappingTests {
  /// A file with a table of three rows and a list that says which is whose.
  private func checkpoint<Number: FixedWidthInteger>(_ mapping: [Number], _ type: String) throws -> Checkpoint {
    let list = mapping.flatMap { number in withUnsafeBytes(of: number.littleEndian) { Array($0) } }
    let header =
      #"{"mapping":{"dtype":"\#(type)","shape":[\#(mapping.count)],"data_offsets":[0,\#(list.count)]},"#
      + #""embeddings":{"dtype":"F32","shape":[3,1],"data_offsets":[\#(list.count),\#(list.count + 12)]}}"#
    let length = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Array($0) }
    let path = try folder.write(
      "model.safetensors", length + Array(header.utf8) + list + [UInt8](repeating: 0, count: 12))
    return try Checkpoint.open(safetensors: path)
  }

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func rows(_ checkpoint: Checkpoint) throws -> [Int]? {
    let choice = try #require(TableChoice.of(checkpoint.infos, tokenizerSize: { nil }))
    return try choice.mapping.map { try RowMapping.rows($0, of: choice.tensor, in: checkpoint) }
  }

  @Test func everyTypeOfWholeNumbers() throws {
    #expect(try rows(checkpoint([2, 0, 1, 1] as [Int64], "I64")) == [2, 0, 1, 1])
    #expect(try rows(checkpoint([2, 0, 1, 1] as [Int32], "I32")) == [2, 0, 1, 1])
    #expect(try rows(checkpoint([2, 0] as [UInt16], "U16")) == [2, 0])
    #expect(try rows(checkpoint([2, 0] as [UInt64], "U64")) == [2, 0])
  }

  @Test(arguments: [3, -1, .max, .min]) func rowsThatAreNotThere(row: Int64) throws {
    let checkpoint = try checkpoint([0, row], "I64")
    let error = #expect(throws: ArchitecturesError.self) { try rows(checkpoint) }
    #expect(error?.description.contains("mapping[1]: expected a row of embeddings, 0 to 2, found \(row)") == true)
    #expect(throws: ArchitecturesError.self) { try rows(self.checkpoint([UInt64.max], "U64")) }
  }
}
