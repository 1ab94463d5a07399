import ByteFiles
import Checkpoints
import Tensors
import TestSupport
import Testing

/// A GGUF file with one flaw, and the error it must give.
struct GGUFLie: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  /// The error, for the file's path.
  let error: @Sendable (String) -> CheckpointError

  var testDescription: String { name }

  init(
    _ name: String, _ file: GGUFBuilder, _ body: (inout GGUFBuilder) -> Void,
    _ error: @escaping @Sendable (String) -> CheckpointError
  ) {
    var file = file
    body(&file)
    self.name = name
    self.bytes = file.bytes
    self.error = error
  }

  static let all: [GGUFLie] = heads + pairs + tensors + places

  private static let heads: [GGUFLie] = [
    .init("another magic", .init(), { $0.bytes[0] = 0x67 }) { .gguf(file: $0, .otherMagic(found: 0x4655_4767)) },
    .init("version 0", .init(version: 0), { _ in }) { .gguf(file: $0, .version(found: 0)) },
    .init("version 1", .init(version: 1), { _ in }) { .gguf(file: $0, .version(found: 1)) },
    .init("version 4", .init(version: 4), { _ in }) { .gguf(file: $0, .version(found: 4)) },
    .init("big-endian", .init(version: 3 << 24), { _ in }) { .gguf(file: $0, .bigEndian(version: 3)) },
    .init("absurd count of tensors", .init(tensors: 1 << 60), { $0.data(48) }) {
      .gguf(file: $0, .absurdCount(field: "tensors", count: 1 << 60, most: 2))
    },
    .init("absurd count of pairs", .init(pairs: .max), { $0.data(5) }) {
      .gguf(file: $0, .absurdCount(field: "metadata pairs", count: .max, most: 1))
    },
  ]

  private static let pairs: [GGUFLie] = [
    .init(
      "absurd length of a key", .init(pairs: 1),
      {
        $0.append(UInt64(1) << 63)
        $0.data(6)
      }
    ) { .gguf(file: $0, .absurdCount(field: "bytes in a key of the metadata", count: 1 << 63, most: 6)) },
    .init(
      "key is not UTF-8", .init(pairs: 1),
      {
        $0.append([0x61, 0xFF] as [UInt8])
        $0.data(0)
      }
    ) { .gguf(file: $0, .invalidUTF8(field: "a key of the metadata", offset: 33)) },
    .init(
      "unknown type of value", .init(pairs: 1),
      {
        $0.key("k", 13)
        $0.data(0)
      }
    ) { .gguf(file: $0, .unknownValueType(key: "k", found: 13)) },
    .init(
      "absurd length of a string", .init(pairs: 1),
      {
        $0.key("k", 8)
        $0.append(UInt64(9))
        $0.bytes += [1, 2]
      }
    ) { .gguf(file: $0, .absurdCount(field: "bytes in k", count: 9, most: 2)) },
    .init(
      "absurd count of numbers", .init(pairs: 1),
      {
        $0.key("k", 9)
        $0.array(5, 1 << 61)
        $0.bytes += [1, 2, 3, 4]
      }
    ) { .gguf(file: $0, .absurdCount(field: "elements of k", count: 1 << 61, most: 1)) },
    .init(
      "absurd count of strings", .init(pairs: 1),
      {
        $0.key("k", 9)
        $0.array(8, 3)
        $0.bytes += [UInt8](repeating: 0, count: 23)
      }
    ) { .gguf(file: $0, .absurdCount(field: "elements of k", count: 3, most: 2)) },
    .init(
      "absurd length of a string in an array", .init(pairs: 1),
      {
        $0.key("k", 9)
        $0.array(8, 2)
        $0.append("a")
        $0.append(UInt64.max)
        $0.bytes += [1, 2, 3]
      }
    ) { .gguf(file: $0, .absurdCount(field: "bytes in k", count: .max, most: 3)) },
    .init(
      "arrays without end", .init(pairs: 1),
      {
        $0.key("k", 9)
        for _ in 0..<100 { $0.array(9, 1) }
      }
    ) { .gguf(file: $0, .nestedTooDeep(key: "k", limit: 8)) },
    .init(
      "truth value of 2", .init(pairs: 1),
      {
        $0.key("k", 7)
        $0.bytes.append(2)
      }
    ) { .gguf(file: $0, .invalidBool(key: "k", found: 2)) },
    .init(
      "truth value of 3 in an array", .init(pairs: 1),
      {
        $0.key("k", 9)
        $0.array(7, 2)
        $0.bytes += [1, 3]
      }
    ) { .gguf(file: $0, .invalidBool(key: "k", found: 3)) },
    .init(
      "key twice", .init(pairs: 2),
      {
        for _ in 0..<2 {
          $0.key("k", 0)
          $0.bytes.append(1)
        }
      }
    ) { .duplicateMetadata(file: $0, key: "k") },
    .init(
      "alignment of 0", .init(pairs: 1),
      {
        $0.key("general.alignment", 4)
        $0.append(UInt32(0))
      }
    ) { .gguf(file: $0, .badAlignment(found: 0)) },
    .init(
      "alignment of 48", .init(pairs: 1),
      {
        $0.key("general.alignment", 4)
        $0.append(UInt32(48))
      }
    ) { .gguf(file: $0, .badAlignment(found: 48)) },
    .init(
      "alignment is a string", .init(pairs: 1),
      {
        $0.key("general.alignment", 8)
        $0.append("32")
      }
    ) { .gguf(file: $0, .metadataType(key: "general.alignment", expected: "a uint32", found: .string)) },
  ]

  private static let tensors: [GGUFLie] = [
    .init(
      "name is not UTF-8", .init(tensors: 1),
      {
        $0.append([0x80] as [UInt8])
        $0.data(0)
      }
    ) { .gguf(file: $0, .invalidUTF8(field: "a tensor's name", offset: 32)) },
    .init(
      "tensor twice", .init(tensors: 2),
      {
        $0.tensor("t", [1])
        $0.tensor("t", [1], offset: 32)
        $0.data(36)
      }
    ) { .duplicateTensor(file: $0, tensor: "t") },
    .init(
      "five dimensions", .init(tensors: 1),
      {
        $0.tensor("t", [1, 1, 1, 1, 1])
        $0.data(4)
      }
    ) { .gguf(file: $0, .tooManyDimensions(tensor: "t", found: 5, limit: 4)) },
    .init(
      "dimension of 2^63", .init(tensors: 1),
      {
        $0.tensor("t", [1 << 63])
        $0.data(4)
      }
    ) { .gguf(file: $0, .dimensionOverflow(tensor: "t", found: 1 << 63)) },
    .init(
      "shape overflows", .init(tensors: 1),
      {
        $0.tensor("t", [1 << 40, 1 << 40])
        $0.data(4)
      }
    ) { .sizeOverflow(file: $0, tensor: "t", type: "F32", shape: Shape([1 << 40, 1 << 40])) },
    .init(
      "bytes overflow", .init(tensors: 1),
      {
        $0.tensor("t", [1 << 61])
        $0.data(4)
      }
    ) { .sizeOverflow(file: $0, tensor: "t", type: "F32", shape: Shape([1 << 61])) },
    .init(
      "unknown type of tensor", .init(tensors: 1),
      {
        $0.tensor("t", [1], type: 99)
        $0.data(4)
      }
    ) { .gguf(file: $0, .unknownType(tensor: "t", found: 99)) },
    .init(
      "rows of half a block", .init(tensors: 1),
      {
        $0.tensor("t", [16, 2], type: 8)
        $0.data(34)
      }
    ) { .gguf(file: $0, .partialBlock(tensor: "t", type: "Q8_0", shape: Shape([2, 16]), elementsPerBlock: 32)) },
  ]

  private static let places: [GGUFLie] = [
    .init(
      "unaligned", .init(tensors: 1),
      {
        $0.tensor("t", [1], offset: 4)
        $0.data(8)
      }
    ) { .gguf(file: $0, .misaligned(tensor: "t", offset: 4, alignment: 32)) },
    .init(
      "offset of 2^63", .init(tensors: 1),
      {
        $0.tensor("t", [1], offset: 1 << 63)
        $0.data(4)
      }
    ) { .gguf(file: $0, .offsetOverflow(tensor: "t", found: 1 << 63)) },
    .init(
      "offset near the largest", .init(tensors: 1),
      {
        $0.tensor("t", [32], offset: (1 << 63) - 32)
        $0.data(4)
      }
    ) { .gguf(file: $0, .offsetOverflow(tensor: "t", found: (1 << 63) - 32)) },
    .init(
      "truncated", .init(tensors: 1),
      {
        $0.tensor("t", [8])
        $0.data(31)
      }
    ) { .dataPastEnd(file: $0, tensor: "t", end: 32, available: 31) },
    .init("no data at all", .init(tensors: 1), { $0.tensor("t", [8]) }) {
      .dataPastEnd(file: $0, tensor: "t", end: 32, available: 0)
    },
    .init(
      "overlap", .init(tensors: 2),
      {
        $0.tensor("a", [16])
        $0.tensor("b", [1], offset: 32)
        $0.data(64)
      }
    ) { .overlap(file: $0, tensor: "b", begin: 32, other: "a", otherEnd: 64) },
  ]
}

@Suite struct GGUFLieTests {
  @Test(arguments: GGUFLie.all)
  func everyLieIsNamed(lie: GGUFLie) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("lie.gguf", lie.bytes)
    #expect(throws: lie.error(path)) { try Checkpoint.open(gguf: path) }
  }

  @Test func anEarlyEndIsNamedByItsPlace() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("short.gguf", Array("GGUF".utf8) + [3, 0])
    #expect(throws: ByteFilesError.truncated(file: path, offset: 4, needed: 4, end: 6)) {
      try Checkpoint.open(gguf: path)
    }
  }

  /// A spoiled file is refused, or differs from the sound one in what it may freely say; it never ends the process.
  @Test func byteFlipsAreSurvived() throws {
    let folder = try TemporaryFolder()
    let sound = try Fixture.bytes("checkpoints/all-types-v3.gguf")
    let elements = 1664
    #expect(try Checkpoint.open(gguf: Fixture.path("checkpoints/all-types-v3.gguf")).infos.count == 18)
    var accepted = 0
    try ByteFlips.forEach(of: Array(sound[..<elements]), stride: 3) { variant in
      let whole = variant.count == elements ? variant + sound[elements...] : variant
      let path = try folder.write("flipped.gguf", whole)
      guard let checkpoint = try? Checkpoint.open(gguf: path), let metadata = checkpoint.gguf else { return }
      accepted += 1
      for info in checkpoint.infos where info.dtype != nil {
        _ = allFloats(of: try checkpoint.tensor(named: info.name))
      }
      for key in metadata.keys { _ = try metadata.value(key) }
    }
    #expect(accepted > 0)
  }
}
