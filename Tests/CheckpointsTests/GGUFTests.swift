import Checkpoints
import TestSupport
import Tensors
import Testing

@Suite struct GGUFTests {
  private let path = Fixture.path("checkpoints/all-types-v3.gguf")

  @Test(arguments: [2, 3])
  func everyTypeAsTheReference(version: Int) throws {
    let path = Fixture.path("checkpoints/all-types-v\(version).gguf")
    let checkpoint = try Checkpoint.open(gguf: path)
    #expect(checkpoint.format == .gguf)
    #expect(checkpoint.files == [path])
    #expect(checkpoint.gguf?.version == version)
    try Fixture.decode(CheckpointSample.self, "checkpoints/all-types-v3.gguf.json").expectSame(checkpoint)
  }

  /// A matrix of 2 rows and 1 column: dimensions are written innermost first, data starts at a multiple of 32.
  @Test func theSmallestFileByHand() throws {
    var file = GGUFBuilder(tensors: 1)
    file.tensor("x", [1, 2])
    file.data(0)
    file.bytes += [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0]
    let folder = try TemporaryFolder()
    let checkpoint = try Checkpoint.open(gguf: try folder.write("x.gguf", file.bytes))
    #expect(checkpoint.info(named: "x")?.shape == Shape([2, 1]))
    #expect(allFloats(of: try checkpoint.tensor(named: "x")) == [1, -2])
  }

  @Test func aFileOfAVocabularyAloneHasNoTensors() throws {
    var file = GGUFBuilder(pairs: 1)
    file.key("tokenizer.ggml.tokens", 9)
    file.array(8, 1)
    file.append("the")
    let folder = try TemporaryFolder()
    let checkpoint = try Checkpoint.open(gguf: try folder.write("x.gguf", file.bytes))
    #expect(checkpoint.infos.isEmpty)
    #expect(try checkpoint.gguf?.strings("tokenizer.ggml.tokens").map(Array.init) == [Array("the".utf8)])
  }

  @Test func emptyAndScalarTensorsAreAllowed() throws {
    var file = GGUFBuilder(tensors: 3)
    file.tensor("empty", [0, 3])
    file.tensor("scalar", [])
    file.tensor("also empty", [0], offset: 32)
    file.data(4)
    let folder = try TemporaryFolder()
    // The third lies at the padded end, where nothing follows.
    #expect(throws: CheckpointError.self) { try Checkpoint.open(gguf: try folder.write("x.gguf", file.bytes)) }
    file.bytes += [UInt8](repeating: 0, count: 28)
    let checkpoint = try Checkpoint.open(gguf: try folder.write("x.gguf", file.bytes))
    #expect(allFloats(of: try checkpoint.tensor(named: "scalar")) == [0])
    #expect(allFloats(of: try checkpoint.tensor(named: "empty")).isEmpty)
    #expect(try checkpoint.tensor(named: "empty").shape == Shape([3, 0]))
  }

  /// Composed and decomposed é are one `String`, but two names.
  @Test func namesAreComparedByteForByte() throws {
    let names = ["caf\u{E9}", "cafe\u{301}"]
    var file = GGUFBuilder(tensors: 2, pairs: 2)
    for (position, name) in names.enumerated() {
      file.key(name, 0)
      file.bytes.append(UInt8(position))
    }
    for (position, name) in names.enumerated() { file.tensor(name, [1], type: 24, offset: UInt64(position) * 32) }
    file.data(0)
    file.bytes += [7] + [UInt8](repeating: 0, count: 31) + [8]
    let folder = try TemporaryFolder()
    let checkpoint = try Checkpoint.open(gguf: try folder.write("x.gguf", file.bytes))
    #expect(try names.map { try checkpoint.gguf?.integer($0) } == [0, 1])
    #expect(try names.map { try checkpoint.tensor(named: $0).row(0) } == [[7], [8]])
  }

  @Test func theErrorForAnUnreadableTypeNamesTheReadableOnes() throws {
    let checkpoint = try Checkpoint.open(gguf: path)
    do {
      _ = try checkpoint.tensor(named: "blk.0.q8_k.weight")
      Issue.record("Q8_K cannot be read")
    } catch let error as CheckpointError {
      for word in [path, "blk.0.q8_k.weight", "Q8_K", "Q8_0", "BF16"] { #expect(error.description.contains(word)) }
    }
  }
}
