import Checkpoints
import Foundation
import Tensors
import TestSupport
import Testing

@Suite struct SafetensorsTests {
  private let path = Fixture.path("checkpoints/all-types.safetensors")

  @Test func everyTypeAsTheReference() throws {
    let checkpoint = try Checkpoint.open(safetensors: path)
    #expect(checkpoint.format == .safetensors)
    #expect(checkpoint.files == [path])
    #expect(checkpoint.metadata.map(\.key) == ["format", "note"])
    #expect(checkpoint.metadata.map(\.value) == ["np", "ünïcode"])
    try Fixture.decode(CheckpointSample.self, "checkpoints/all-types.safetensors.json").expectSame(checkpoint)
  }

  /// 8 bytes of length, 61 bytes of header, and the floats 1 and -2: nothing else is needed.
  @Test func theSmallestFileByHand() throws {
    let header = #"{"x":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}"#
    let floats: [UInt8] = [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0]
    let folder = try TemporaryFolder()
    let file = [UInt8(header.utf8.count), 0, 0, 0, 0, 0, 0, 0] + Array(header.utf8) + floats
    let checkpoint = try Checkpoint.open(safetensors: try folder.write("x.safetensors", file))
    #expect(try checkpoint.tensor(named: "x").row(0) == [1, -2])
  }

  @Test func namesAreComparedByteForByte() throws {
    let checkpoint = try Checkpoint.open(safetensors: path)
    #expect(try checkpoint.tensor(named: "caf\u{E9}").row(0) == [4])
    #expect(try checkpoint.tensor(named: "cafe\u{301}").row(0) == [5])
  }

  @Test func aMissingTensorIsNamedWithSimilarOnes() throws {
    let checkpoint = try Checkpoint.open(safetensors: path)
    #expect(checkpoint.info(named: "transformer.matrix.f32") == nil)
    let error = CheckpointError.noSuchTensor(file: path, tensor: "transformer.matrix.f32", similar: ["matrix.f32"])
    #expect(throws: error) { try checkpoint.tensor(named: "transformer.matrix.f32") }
  }

  @Test func tensorsOutliveTheirCheckpoint() throws {
    let tensor = try Checkpoint.open(safetensors: path).tensor(named: "matrix.u8")
    #expect(allFloats(of: tensor).count == 12)
  }

  private struct Verdicts: Decodable {
    struct Case: Decodable {
      let name: String
      let file: Data
      let accepted: Bool
    }
    let cases: [Case]
  }

  /// What safetensors' reader lets through although the format's description forbids it, or which is of no use.
  private let stricter: Set<String> = [
    "tensor twice", "tensor twice by an escape", "metadata key twice", "dimension of 2^63",
  ]

  @Test func acceptsWhatTheReferenceAccepts() throws {
    let folder = try TemporaryFolder()
    let cases = try Fixture.decode(Verdicts.self, "checkpoints/verdicts.json").cases
    #expect(cases.count > 60)
    #expect(stricter.isSubset(of: cases.lazy.filter(\.accepted).map(\.name)))
    for sample in cases {
      let path = try folder.write("sample.safetensors", sample.file)
      let accepted = (try? Checkpoint.open(safetensors: path)) != nil
      #expect(accepted == (sample.accepted && !stricter.contains(sample.name)), "\(sample.name)")
    }
  }
}
