import ByteFiles
import Checkpoints
import Foundation
import TestSupport
import Testing

@Suite struct ONNXTests {
  /// Names, types, shapes and every float as onnx reads them.
  @Test(arguments: ["types.onnx", "fields.onnx", "gather.onnx"]) func asTheReference(name: String) throws {
    let checkpoint = try Checkpoint.open(onnx: Fixture.path("onnx/\(name)"))
    #expect(checkpoint.format == .onnx)
    try Fixture.decode(CheckpointSample.self, "onnx/\(name).json").expectSame(checkpoint)
  }

  @Test func elementsInAFileBesideIt() throws {
    let checkpoint = try Checkpoint.open(onnx: Fixture.path("onnx/external/model.onnx"))
    try Fixture.decode(CheckpointSample.self, "onnx/external.json").expectSame(checkpoint)
  }

  /// The table that the graph's first input looks up stands for the embeddings where its name says nothing.
  @Test func theTableThatTheTokensLookUp() throws {
    let metadata = try Checkpoint.open(onnx: Fixture.path("onnx/gather.onnx")).metadata
    #expect(metadata.contains { $0.key == "token_embeddings.weight" && $0.value == "onnx::Gather_7" })
    #expect(metadata.contains { $0.key == "producer" && $0.value == "fixtures" })
  }

  @Test(arguments: LyingFile.all("onnx/lies.json")) func everyLieIsNamed(lie: LyingFile) throws {
    lie.expectNamed { source in
      try Checkpoint.open(onnx: source) { name in
        guard name == "data" else {
          throw ByteFilesError.system(operation: "open", file: name, reason: "No such file or directory")
        }
        return LyingFile.source([UInt8](repeating: 0, count: 16), path: name)
      }
    }
  }

  @Test(arguments: ["types.onnx", "fields.onnx", "gather.onnx"]) func byteFlipsAreSurvived(name: String) throws {
    var accepted = 0
    ByteFlips.forEach(of: try Fixture.bytes("onnx/\(name)"), stride: 3) { variant in
      let source = LyingFile.source(variant)
      let none = { (name: String) throws -> any ByteSource in LyingFile.source([], path: name) }
      guard let checkpoint = try? Checkpoint.open(onnx: source, beside: none) else { return }
      accepted += 1
      for info in checkpoint.infos {
        if let tensor = try? checkpoint.tensor(named: info.name) { _ = allFloats(of: tensor) }
      }
    }
    #expect(accepted > 0)
  }
}
