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
    .headerField(file: "F", field: "T", expected: "a number", found: "null"),
    .missingField(file: "F", tensor: "T", field: "shape"), .duplicateField(file: "F", tensor: "T", field: "shape"),
    .unknownType(file: "F", tensor: "T", type: "F99"), .offsetsReversed(file: "F", tensor: "T", begin: 4, end: 0),
    .partialByte(file: "F", tensor: "T", type: "F4", shape: shape),
    .sizeMismatch(file: "F", tensor: "T", type: "F32", shape: shape, expected: 24, found: 4),
    .hole(file: "F", tensor: "T", begin: 8, expected: 4), .shardOutsideFolder(file: "F", tensor: "T", shard: "../x"),
    .missingShard(file: "F", shard: "T", reason: "No such file"), .tensorNotInShard(file: "F", tensor: "T", shard: "x"),
    .invalidUTF8(file: "F", field: "T", offset: 3), .unknownValueType(file: "F", key: "T", found: 13),
    .invalidBool(file: "F", key: "T", found: 2), .nestedTooDeep(file: "F", key: "T", limit: 8),
    .metadataType(file: "F", key: "T", expected: "a string", found: .uint8),
    .tooManyDimensions(file: "F", tensor: "T", found: 5, limit: 4),
    .dimensionOverflow(file: "F", tensor: "T", found: 1 << 63), .unknownGGMLType(file: "F", tensor: "T", found: 99),
    .partialBlock(file: "F", tensor: "T", type: "Q8_0", shape: shape, elementsPerBlock: 32),
    .misaligned(file: "F", tensor: "T", offset: 4, alignment: 32),
    .offsetOverflow(file: "F", tensor: "T", found: 1 << 63),
    .absurdCount(file: "F", field: "elements of T", count: 9, most: 2),
  ]

  private static let withoutName: [CheckpointError] = [
    .headerTooShort(file: "F", bytes: 3), .headerTooLarge(file: "F", bytes: 1 << 60, limit: 25_000_000),
    .headerPastEnd(file: "F", bytes: 6, available: 5), .headerStart(file: "F", found: 32),
    .headerStart(file: "F", found: nil), .uncoveredData(file: "F", covered: 4, available: 5),
    .noWeightMap(file: "F"), .notGGUF(file: "F", found: 0x1234_5607), .ggufVersion(file: "F", found: 1),
    .bigEndianGGUF(file: "F", version: 3), .badAlignment(file: "F", found: 48),
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
    #expect(CheckpointError.notGGUF(file: "F", found: 0x1234_5607).description.hasSuffix("with 07 56 34 12"))
  }
}
