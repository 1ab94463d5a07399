import Checkpoints
import TestSupport
import Testing

/// The values that Scripts/fixtures/checkpoints.py wrote, through each of the lookups.
@Suite struct GGUFMetadataTests {
  private let metadata: GGUFMetadata
  private let path = Fixture.path("checkpoints/all-types-v3.gguf")

  init() throws {
    metadata = try #require(try Checkpoint.open(gguf: path).gguf)
  }

  @Test func keysInTheFilesOrder() {
    #expect(metadata.keys.prefix(4) == ["general.architecture", "general.alignment", "u8", "i8"])
    #expect(metadata.keys.last == "array.nested")
  }

  @Test(
    arguments: [
      ("u8", 255), ("i8", -128), ("u16", 65535), ("i16", -32768), ("u32", 4_294_967_295), ("i32", -2_147_483_648),
      ("u64", .max), ("i64", .min), ("general.alignment", 64),
    ] as [(String, Int)])
  func integers(key: String, value: Int) throws {
    #expect(try metadata.integer(key) == value)
    #expect(try metadata.double(key) == Double(value))
  }

  @Test func otherScalars() throws {
    #expect(try metadata.double("f32") == 0.5)
    #expect(try metadata.double("f64") == 0.1)
    #expect(try metadata.double("u64.large") == 0x1p64)
    #expect(try metadata.bool("yes") == true)
    #expect(try metadata.bool("no") == false)
    #expect(try metadata.string("text") == "grüße 🙂")
  }

  @Test func arrays() throws {
    #expect(try metadata.integers("array.i32") == [1, -2, 3])
    #expect(try metadata.integers("array.u16") == [1, 65535])
    #expect(try metadata.floats("array.f32") == [0.25, -1.5])
    #expect(try metadata.floats("array.i32") == [1, -2, 3])
    #expect(try metadata.bools("array.bool") == [true, false, true])
    #expect(
      try metadata.value("array.nested") == .array([.array([.integer(1), .integer(2)]), .array([.integer(3)])]))
  }

  @Test func anArrayByItsFirstElements() throws {
    let numbers = try #require(try metadata.array("array.i32", first: 2))
    #expect(numbers.type == .int32 && numbers.count == 3 && numbers.first == [.integer(1), .integer(-2)])
    let texts = try #require(try metadata.array("array.text", first: 100))
    #expect(texts.type == .string && texts.count == 5 && texts.first.count == 5)
    #expect(try metadata.array("text", first: 1) == nil && metadata.array("nowhere", first: 1) == nil)
  }

  @Test func stringsAreBytes() throws {
    let expected = ["the", "Ġthe", "", "caf\u{E9}", "cafe\u{301}"].map { Array($0.utf8) }
    let strings = try #require(try metadata.strings("array.text"))
    #expect(Array(strings) == expected)
    let packed = strings.packed()
    #expect(packed.bytes == expected.flatMap { $0 })
    #expect(packed.ends == [3, 8, 8, 13, 19])
    #expect(strings.withUnsafeBytes(at: 1) { $0.count } == 5)
  }

  @Test func everyKeyHasAValue() throws {
    for key in metadata.keys { #expect(try metadata.value(key) != nil, "\(key)") }
    #expect(try metadata.value("u64.large") == .unsigned(.max))
    #expect(try metadata.value("text") == .string(Array("grüße 🙂".utf8)))
  }

  @Test func aMissingKeyIsNil() throws {
    #expect(metadata.type(of: "none") == nil)
    #expect(try metadata.string("none") == nil)
    #expect(try metadata.strings("none") == nil)
    #expect(try metadata.value("none") == nil)
  }

  @Test func anotherTypeIsAnError() {
    #expect(
      throws: CheckpointError.gguf(file: path, .metadataType(key: "u8", expected: "a string", found: .uint8))
    ) { try metadata.string("u8") }
    let number = "a whole number of at most 63 bits"
    #expect(
      throws: CheckpointError.gguf(file: path, .metadataType(key: "u64.large", expected: number, found: .uint64))
    ) { try metadata.integer("u64.large") }
    #expect(throws: CheckpointError.self) { try metadata.bool("u8") }
    #expect(throws: CheckpointError.self) { try metadata.double("text") }
    #expect(throws: CheckpointError.self) { try metadata.strings("array.i32") }
    #expect(throws: CheckpointError.self) { try metadata.integers("array.f32") }
    #expect(throws: CheckpointError.self) { try metadata.integers("u8") }
  }

  @Test func textThatIsNotUTF8IsAnErrorButItsBytesAreThere() throws {
    var file = GGUFBuilder(pairs: 1)
    file.key("k", 8)
    file.append([0xFF] as [UInt8])
    let folder = try TemporaryFolder()
    let path = try folder.write("x.gguf", file.bytes)
    let metadata = try #require(try Checkpoint.open(gguf: path).gguf)
    #expect(throws: CheckpointError.gguf(file: path, .invalidUTF8(field: "k", offset: 45))) { try metadata.string("k") }
    #expect(try metadata.value("k") == .string([0xFF]))
  }
}
