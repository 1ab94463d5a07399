import ByteFiles
import Checkpoints
import Tensors
import TestSupport
import Testing

@Suite struct PyTorchTests {
  /// Names, types, shapes and every float as torch reads them.
  @Test(arguments: [
    "types.pt", "types-legacy.pt", "views.pt", "views-legacy.pt", "protocol-5.pt", "nested.pt", "lightning.ckpt",
    "lists.pt", "tensor.pt", "deflated.pt",
  ])
  func asTorch(name: String) throws {
    let checkpoint = try Checkpoint.open(pytorch: Fixture.path("pytorch/\(name)"))
    #expect(checkpoint.format == .pytorch)
    try Fixture.decode(CheckpointSample.self, "pytorch/\(name).json").expectSame(checkpoint)
  }

  @Test func shardsWithAnIndexAsTorch() throws {
    let checkpoint = try Checkpoint.open(
      safetensorsIndex: Fixture.path("pytorch/sharded/pytorch_model.bin.index.json"))
    #expect(checkpoint.format == .pytorch)
    #expect(checkpoint.files.count == 2)
    try Fixture.decode(CheckpointSample.self, "pytorch/sharded.json").expectSame(checkpoint)
  }

  @Test func shardsWithoutAnIndex() throws {
    let parts = ["1", "2"].map { Fixture.path("pytorch/sharded/pytorch_model-0000\($0)-of-00002.bin") }
    let sources = try parts.map(MappedFile.init(path:))
    let checkpoint = try Checkpoint.open(pytorchParts: sources)
    #expect(checkpoint.infos.map(\.name) == ["wte.weight", "wpe.weight", "h.0.weight"])
    #expect(throws: CheckpointError.duplicateTensor(file: parts[0], tensor: "wte.weight")) {
      try Checkpoint.open(pytorchParts: [sources[0], sources[0]])
    }
  }

  /// Nothing is copied: a storage's floats are read where the file is mapped, and views of one storage share them.
  @Test func tensorsAreViews() throws {
    let checkpoint = try Checkpoint.open(pytorch: Fixture.path("pytorch/views.pt"))
    func start(_ name: String) throws -> UnsafeRawPointer? {
      try checkpoint.tensor(named: name).withUnsafeBytes { $0.baseAddress }
    }
    #expect(try start("whole") == start("transposed"))
    #expect(try start("tied.in") == start("tied.out"))
    let whole = try #require(try start("whole"))
    #expect(try start("sliced") == whole + 8 * 4)
    #expect(try checkpoint.tensor(named: "transposed").strides == [1, 6])
    #expect(try checkpoint.tensor(named: "tied.out").strides == nil)
  }

  /// Of a large archive only its end, its directory and the pickle are looked at, and then the tensor that is asked for.
  @Test func onlyWhatIsNeededIsRequired() throws {
    let small = try ZipArchive(MappedFile(path: Fixture.path("pytorch/tensor.pt")))
    func bytes(_ name: String) throws -> [UInt8] {
      let member = try #require(small.member(named: name))
      try member.require(0..<member.count)
      return Array(member.bytes)
    }
    let zeros = [UInt8](repeating: 0, count: 1 << 20)
    let archive = ZipBuilder([
      .init("a/data.pkl", try bytes("tensor/data.pkl")), .init("a/data/1", zeros),
      .init("a/data/0", try bytes("tensor/data/0")), .init("a/data/2", zeros),
    ]).bytes
    let source = RecordingSource(archive)
    let checkpoint = try Checkpoint.open(pytorch: source)
    #expect(source.requiredCount < 70_000)
    _ = try checkpoint.tensor(named: "tensor")
    #expect(source.requiredCount < 71_000)
    #expect(allFloats(of: try checkpoint.tensor(named: "tensor")) == [1, 0, 0, 0, 1, 0, 0, 0, 1])
  }

  /// What is no tensor is passed over, and said.
  @Test func whatStandsBesideTheTensors() throws {
    let notes = try Checkpoint.open(pytorch: Fixture.path("pytorch/nested.pt")).metadata
    let found = Dictionary(notes.map { ($0.key, $0.value) }) { first, _ in first }
    #expect(found["epoch"] == "3")
    #expect(found["loss"] == "0.25")
    #expect(found["name"] == "grüße")
    #expect(found["none"] == "None")
    #expect(found["done"] == "True")
    #expect(found["settings"] == "(argparse.Namespace, passed over)")
    #expect(found["optimizer"] == "(a dictionary, passed over)")
    #expect(found["when"]?.contains("numpy") == true)
    #expect(found.count == 11)
  }

  // MARK: Lies

  @Test(arguments: LyingFile.all("pytorch/lies.json")) func everyLieIsNamed(lie: LyingFile) throws {
    lie.expectNamed { try Checkpoint.open(pytorch: $0) }
  }

  @Test func thereAreLies() {
    #expect(LyingFile.all("pytorch/lies.json").count > 50)
    #expect(LyingFile.all("onnx/lies.json").count > 25)
  }

  /// Nesting a hundred thousand deep and endless copies end neither the process nor its memory.
  @Test func hugePickles() throws {
    let many = 100_000
    func open(_ pickle: [UInt8]) throws -> Checkpoint {
      try .open(pytorch: LyingFile.source(ZipBuilder([.init("a/data.pkl", pickle)]).bytes))
    }
    let lists = [UInt8](repeating: 0x5D, count: many) + [UInt8](repeating: 0x61, count: many - 1)
    #expect(throws: CheckpointError.pytorch(file: "bytes", .nestedTooDeep(limit: 64))) {
      try open([0x80, 2] + lists + [0x2E])
    }
    let tuples = [0x29] + [UInt8](repeating: 0x85, count: many)
    #expect(throws: CheckpointError.self) { try open([0x80, 2] + tuples + [0x2E]) }
    let marks = [UInt8](repeating: 0x28, count: many)
    #expect(throws: CheckpointError.self) { try open([0x80, 2] + marks + [0x2E]) }
    // list(list) of a list of ten thousand, over and over: as much work as there are elements.
    let long =
      [0x63] + Array("builtins\nlist\n".utf8) + [0x71, 0, 0x30, 0x5D, 0x28] + [UInt8](repeating: 0x4E, count: 10_000)
    let again: [UInt8] = [0x68, 0, 0x68, 1, 0x52, 0x30]
    let copies = (0..<500).flatMap { _ in again }
    #expect(throws: CheckpointError.self) { try open([0x80, 2] + long + [0x65, 0x85, 0x71, 1] + copies + [0x2E]) }
  }

  /// A spoiled file is refused, or differs from the sound one in what it may freely say; it never ends the process.
  @Test(arguments: ["views.pt", "views-legacy.pt", "nested.pt", "deflated.pt"])
  func byteFlipsAreSurvived(name: String) throws {
    let sound = try Fixture.bytes("pytorch/\(name)")
    var accepted = 0
    ByteFlips.forEach(of: sound, stride: 11) { variant in
      guard let checkpoint = try? Checkpoint.open(pytorch: LyingFile.source(variant)) else { return }
      accepted += 1
      for info in checkpoint.infos where info.dtype != nil && (info.shape.elementCount ?? .max) < 10_000 {
        if let tensor = try? checkpoint.tensor(named: info.name) { _ = allFloats(of: tensor) }
      }
    }
    #expect(accepted > 0)
  }
}
