import ByteFiles
import Checkpoints
import TestSupport
import Testing

@Suite struct FlaxTests {
  /// Names, types, shapes and every float as they were written; one of the arrays is in chunks.
  @Test func asWritten() throws {
    let checkpoint = try Checkpoint.open(flax: Fixture.path("flax/model.msgpack"))
    #expect(checkpoint.format == .flax)
    try Fixture.decode(CheckpointSample.self, "flax/model.msgpack.json").expectSame(checkpoint)
  }

  @Test(arguments: LyingFile.all("flax/lies.json")) func everyLieIsNamed(lie: LyingFile) throws {
    lie.expectNamed { try Checkpoint.open(flax: $0) }
  }

  @Test func byteFlipsAreSurvived() throws {
    var accepted = 0
    ByteFlips.forEach(of: try Fixture.bytes("flax/model.msgpack")) { variant in
      guard let checkpoint = try? Checkpoint.open(flax: LyingFile.source(variant)) else { return }
      accepted += 1
      for info in checkpoint.infos {
        if let tensor = try? checkpoint.tensor(named: info.name) { _ = allFloats(of: tensor) }
      }
    }
    #expect(accepted > 0)
  }
}
