import ByteFiles
import Checkpoints
import Tensors
import TestSupport
import Testing

/// A safetensors file with one flaw, and the error it must give.
struct SafetensorsLie: Sendable, CustomTestStringConvertible {
  let name: String
  var header: String
  var data = 4
  /// What the first 8 bytes say, where it is not the header's length.
  var length: UInt64?
  /// The error, for the file's path.
  let error: @Sendable (String) -> CheckpointError

  var testDescription: String { name }

  var bytes: [UInt8] {
    let length = length ?? UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8)
      + [UInt8](repeating: 1, count: data)
  }

  init(
    _ name: String, _ header: String, data: Int = 4, length: UInt64? = nil,
    _ error: @escaping @Sendable (String) -> CheckpointError
  ) {
    self.name = name
    self.header = header
    self.data = data
    self.length = length
    self.error = error
  }

  /// One tensor's entry.
  static func entry(_ name: String, _ begin: Int, _ end: Int, type: String = "F32", shape: String = "1") -> String {
    #""\#(name)":{"dtype":"\#(type)","shape":[\#(shape)],"data_offsets":[\#(begin),\#(end)]}"#
  }

  static let all: [SafetensorsLie] = headers + fields + places

  private static let headers: [SafetensorsLie] = [
    .init("header of 2^60 bytes", "{}", length: 1 << 60) {
      .safetensors(file: $0, .headerTooLarge(bytes: 1 << 60, limit: 100_000_000))
    },
    .init("header of all 64 bits", "{}", length: .max) {
      .safetensors(file: $0, .headerTooLarge(bytes: .max, limit: 100_000_000))
    },
    .init("header past the end", "{}", data: 3, length: 6) {
      .safetensors(file: $0, .headerPastEnd(bytes: 6, available: 5))
    },
    .init("empty header", "", data: 0) { .safetensors(file: $0, .headerStart(found: nil)) },
    .init("space first", " []", data: 0) { .safetensors(file: $0, .headerStart(found: UInt8(ascii: "["))) },
    .init("tensor twice", "{\(entry("a", 0, 4)),\(entry("a", 0, 4))}") { .duplicateTensor(file: $0, tensor: "a") },
    .init("metadata twice", #"{"__metadata__":{},"__metadata__":{}}"#, data: 0) {
      .duplicateTensor(file: $0, tensor: "__metadata__")
    },
    .init("metadata key twice", #"{"__metadata__":{"k":"v","\u006b":"w"}}"#, data: 0) {
      .duplicateMetadata(file: $0, key: "k")
    },
    .init("metadata with a number", #"{"__metadata__":{"k":1}}"#, data: 0) {
      .safetensors(file: $0, .headerField(field: "__metadata__.k", expected: "a string", found: "a number"))
    },
    .init("metadata is true", #"{"__metadata__":true}"#, data: 0) {
      .safetensors(file: $0, .headerField(field: "__metadata__", expected: "an object", found: "true or false"))
    },
  ]

  private static let fields: [SafetensorsLie] = [
    .init("tensor is an array of four", #"{"a":["F32",[1],[0,4],0]}"#) {
      .safetensors(file: $0, .headerField(field: "a", expected: "three fields", found: "more"))
    },
    .init("tensor is an array of two", #"{"a":["F32",[1]]}"#) {
      .safetensors(file: $0, .missingField(tensor: "a", field: "data_offsets"))
    },
    .init("type is a number", #"{"a":{"dtype":32,"shape":[1],"data_offsets":[0,4]}}"#) {
      .safetensors(file: $0, .headerField(field: "a.dtype", expected: "a string", found: "a number"))
    },
    .init("dimension is a string", "{\(entry("a", 0, 4, shape: "\"1\""))}") {
      .safetensors(file: $0, .headerField(field: "a.shape", expected: "a number", found: "a string"))
    },
    .init("negative dimension", "{\(entry("a", 0, 4, shape: "-1"))}") {
      .safetensors(file: $0, .headerField(field: "a.shape", expected: "whole numbers from 0 to 2^63 - 1", found: "-1"))
    },
    .init("fractional dimension", "{\(entry("a", 0, 4, shape: "1.5"))}") {
      .safetensors(file: $0, .headerField(field: "a.shape", expected: "whole numbers from 0 to 2^63 - 1", found: "1.5"))
    },
    .init("negative offset", "{\(entry("a", -4, 0))}") {
      .safetensors(
        file: $0, .headerField(field: "a.data_offsets", expected: "whole numbers from 0 to 2^63 - 1", found: "-4"))
    },
    .init("three offsets", #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}"#) {
      .safetensors(file: $0, .headerField(field: "a.data_offsets", expected: "two numbers", found: "3"))
    },
    .init("no type", #"{"a":{"shape":[1],"data_offsets":[0,4]}}"#) {
      .safetensors(file: $0, .missingField(tensor: "a", field: "dtype"))
    },
    .init("no shape", #"{"a":{"dtype":"F32","data_offsets":[0,4]}}"#) {
      .safetensors(file: $0, .missingField(tensor: "a", field: "shape"))
    },
    .init("no offsets", #"{"a":{"dtype":"F32","shape":[1]}}"#) {
      .safetensors(file: $0, .missingField(tensor: "a", field: "data_offsets"))
    },
    .init("shape twice", #"{"a":{"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]}}"#) {
      .safetensors(file: $0, .duplicateField(tensor: "a", field: "shape"))
    },
    .init("unknown type", "{\(entry("a", 0, 4, type: "F99"))}") {
      .safetensors(file: $0, .unknownType(tensor: "a", type: "F99"))
    },
    .init("GGUF's type", "{\(entry("a", 0, 34, type: "Q8_0", shape: "32"))}", data: 34) {
      .safetensors(file: $0, .unknownType(tensor: "a", type: "Q8_0"))
    },
  ]

  private static let places: [SafetensorsLie] = [
    .init("end before begin", "{\(entry("a", 4, 0))}") {
      .safetensors(file: $0, .offsetsReversed(tensor: "a", begin: 4, end: 0))
    },
    .init("truncated", "{\(entry("a", 0, 8, shape: "2"))}", data: 7) {
      .dataPastEnd(file: $0, tensor: "a", end: 8, available: 7)
    },
    .init("shape overflows", "{\(entry("a", 0, 4, shape: "4611686018427387904,4"))}") {
      .sizeOverflow(file: $0, tensor: "a", type: "F32", shape: Shape([1 << 62, 4]))
    },
    .init("bytes overflow", "{\(entry("a", 0, 4, shape: "4611686018427387904"))}") {
      .sizeOverflow(file: $0, tensor: "a", type: "F32", shape: Shape([1 << 62]))
    },
    .init("half a byte", "{\(entry("a", 0, 4, type: "F4", shape: "7"))}") {
      .safetensors(file: $0, .partialByte(tensor: "a", type: "F4", shape: Shape([7])))
    },
    .init("shape too large", "{\(entry("a", 0, 4, shape: "2"))}") {
      .safetensors(file: $0, .sizeMismatch(tensor: "a", type: "F32", shape: Shape([2]), expected: 8, found: 4))
    },
    .init("overlap", "{\(entry("a", 0, 8, shape: "2")),\(entry("b", 4, 8))}", data: 8) {
      .overlap(file: $0, tensor: "b", begin: 4, other: "a", otherEnd: 8)
    },
    .init("empty tensor inside another", "{\(entry("a", 0, 4)),\(entry("b", 2, 2, shape: "0"))}") {
      .overlap(file: $0, tensor: "b", begin: 2, other: "a", otherEnd: 4)
    },
    .init("hole", "{\(entry("a", 0, 4)),\(entry("b", 8, 12))}", data: 12) {
      .safetensors(file: $0, .hole(tensor: "b", begin: 8, expected: 4))
    },
    .init("bytes left over", "{\(entry("a", 0, 4))}", data: 5) {
      .safetensors(file: $0, .uncoveredData(covered: 4, available: 5))
    },
  ]
}

@Suite struct SafetensorsLieTests {
  @Test(arguments: SafetensorsLie.all)
  func everyLieIsNamed(lie: SafetensorsLie) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("lie.safetensors", lie.bytes)
    #expect(throws: lie.error(path)) { try Checkpoint.open(safetensors: path) }
  }

  @Test func tooShortForALength() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("short.safetensors", [1, 2, 3])
    #expect(throws: CheckpointError.safetensors(file: path, .headerTooShort(bytes: 3))) {
      try Checkpoint.open(safetensors: path)
    }
  }

  /// What is wrong with the text itself is named by its place in the header.
  @Test func brokenTextIsNamedByItsPlace() throws {
    let folder = try TemporaryFolder()
    let broken = try folder.write("a", [5, 0, 0, 0, 0, 0, 0, 0] + Array("{\"a\":".utf8))
    #expect(
      throws: ByteFilesError.json(
        file: "\(broken), header", offset: 5, expected: "a value", found: "the end of the file")
    ) { try Checkpoint.open(safetensors: broken) }
    let invalid = try folder.write("b", [4, 0, 0, 0, 0, 0, 0, 0] + [0x7B, 0x22, 0xFF, 0x22])
    #expect(throws: ByteFilesError.invalidUTF8(file: "\(invalid), header", offset: 2)) {
      try Checkpoint.open(safetensors: invalid)
    }
  }

  @Test func aMissingFileIsNamed() {
    #expect(throws: ByteFilesError.self) { try Checkpoint.open(safetensors: "/nowhere/model.safetensors") }
  }

  /// A spoiled file is refused, or differs from the sound one in what it may freely say; it never ends the process.
  @Test func byteFlipsAreSurvived() throws {
    let folder = try TemporaryFolder()
    let sound = try Fixture.bytes("checkpoints/all-types.safetensors")
    var accepted = 0
    try ByteFlips.forEach(of: sound, stride: 3) { variant in
      let path = try folder.write("flipped.safetensors", variant)
      guard let checkpoint = try? Checkpoint.open(safetensors: path) else { return }
      accepted += 1
      for info in checkpoint.infos where info.dtype != nil {
        _ = allFloats(of: try checkpoint.tensor(named: info.name))
      }
    }
    #expect(accepted > 0)
  }
}
