import Checkpoints
import Tensors
import Testing

@Suite struct CheckpointErrorTests {
  private static let shape = Shape([2, 3])

  /// Every case: one that is added must be added here, and must have a text.
  private static let all: [CheckpointError] = [
    .noSuchTensor(file: "F", tensor: "T", similar: []), .noSuchTensor(file: "F", tensor: "T", similar: ["a.T"]),
    .unreadableType(file: "F", tensor: "T", type: "Q6_K"), .duplicateTensor(file: "F", tensor: "T"),
    .duplicateMetadata(file: "F", key: "T"), .sizeOverflow(file: "F", tensor: "T", type: "F32", shape: shape),
    .dataPastEnd(file: "F", tensor: "T", end: 8, available: 7),
    .overlap(file: "F", tensor: "T", begin: 4, other: "U", otherEnd: 8),
    .safetensors(file: "F", .headerField(field: "T", expected: "a number", found: "null")),
    .safetensors(file: "F", .missingField(tensor: "T", field: "shape")),
    .safetensors(file: "F", .duplicateField(tensor: "T", field: "shape")),
    .safetensors(file: "F", .unknownType(tensor: "T", type: "F99")),
    .safetensors(file: "F", .offsetsReversed(tensor: "T", begin: 4, end: 0)),
    .safetensors(file: "F", .partialByte(tensor: "T", type: "F4", shape: shape)),
    .safetensors(file: "F", .sizeMismatch(tensor: "T", type: "F32", shape: shape, expected: 24, found: 4)),
    .safetensors(file: "F", .hole(tensor: "T", begin: 8, expected: 4)),
    .shards(file: "F", .shardOutsideFolder(tensor: "T", shard: "../x")),
    .shards(file: "F", .missingShard(shard: "T", reason: "No such file")),
    .shards(file: "F", .tensorNotInShard(tensor: "T", shard: "x")),
    .gguf(file: "F", .invalidUTF8(field: "T", offset: 3)), .gguf(file: "F", .unknownValueType(key: "T", found: 13)),
    .gguf(file: "F", .invalidBool(key: "T", found: 2)), .gguf(file: "F", .nestedTooDeep(key: "T", limit: 8)),
    .gguf(file: "F", .metadataType(key: "T", expected: "a string", found: .uint8)),
    .gguf(file: "F", .tooManyDimensions(tensor: "T", found: 5, limit: 4)),
    .gguf(file: "F", .dimensionOverflow(tensor: "T", found: 1 << 63)),
    .gguf(file: "F", .unknownType(tensor: "T", found: 99)),
    .gguf(file: "F", .partialBlock(tensor: "T", type: "Q8_0", shape: shape, elementsPerBlock: 32)),
    .gguf(file: "F", .misaligned(tensor: "T", offset: 4, alignment: 32)),
    .gguf(file: "F", .offsetOverflow(tensor: "T", found: 1 << 63)),
    .gguf(file: "F", .absurdCount(field: "elements of T", count: 9, most: 2)),
  ]

  private static let withoutName: [CheckpointError] = [
    .safetensors(file: "F", .headerTooShort(bytes: 3)),
    .safetensors(file: "F", .headerTooLarge(bytes: 1 << 60, limit: 25_000_000)),
    .safetensors(file: "F", .headerPastEnd(bytes: 6, available: 5)), .safetensors(file: "F", .headerStart(found: 32)),
    .safetensors(file: "F", .headerStart(found: nil)),
    .safetensors(file: "F", .uncoveredData(covered: 4, available: 5)),
    .shards(file: "F", .noWeightMap), .gguf(file: "F", .otherMagic(found: 0x1234_5607)),
    .gguf(file: "F", .version(found: 1)),
    .gguf(file: "F", .bigEndian(version: 3)), .gguf(file: "F", .badAlignment(found: 48)),
  ]

  @Test(arguments: all + withoutName)
  func everyErrorNamesItsFileAndHasAText(error: CheckpointError) {
    #expect(error.description.hasPrefix("F: "))
    #expect(error.description.count > 30)
  }

  @Test(arguments: all)
  func everyErrorNamesItsTensorOrField(error: CheckpointError) {
    #expect(
      error.description.contains("“T”") || error.description.contains(" T,") || error.description.contains("“a.T”"))
  }

  @Test func theBytesOfAnotherMagicStandAsInTheFile() {
    #expect(CheckpointError.gguf(file: "F", .otherMagic(found: 0x1234_5607)).description.hasSuffix("with 07 56 34 12"))
  }
}
