import Testing

@testable import Tokenization

/// Precompiled maps: what they do, and each way they can lie.
@Suite struct CharacterMapTests {
  /// A map from single bytes: `a` to "<>", `b` to nothing, `c` to "é".
  ///
  /// The children of the root begin at 256, their values at 512 and up by the byte.
  private static func units() -> [UInt32] {
    var units = [UInt32](repeating: 0, count: 768)
    units[0] = 256 << 10
    for (byte, place) in [(0x61, 0), (0x62, 2), (0x63, 3)] {
      let child = 256 ^ byte
      let leaf = 512 + byte
      units[child] = UInt32(child ^ leaf) << 10 | 1 << 8 | UInt32(byte)
      units[leaf] = 1 << 31 | UInt32(place)
    }
    return units
  }

  private static let replacements = Array("<>\0é\0".utf8)

  private static func bytes(_ units: [UInt32], _ replacements: [UInt8], size: Int? = nil) -> [UInt8] {
    ([UInt32(size ?? units.count * 4)] + units).flatMap { unit in (0..<4).map { UInt8(unit >> (8 * $0) & 0xFF) } }
      + replacements
  }

  private static func map(_ bytes: [UInt8]) throws -> CharacterMap {
    try CharacterMap(bytes, file: "tokenizer.json", field: "normalizer.precompiled_charsmap")
  }

  private static func normalizer() throws -> Normalizer {
    .precompiled(PrecompiledNormalizer(try map(bytes(units(), replacements))))
  }

  @Test func charactersAreReplaced() throws {
    let found = try Normalized("xacx", Self.normalizer())
    #expect(found.text == "x<>éx" && found.places == [0..<1, 1..<2, 1..<2, 2..<3, 3..<4])
  }

  /// What goes at the very beginning is not counted, so that all places after it are one too early, as in the reference.
  @Test func whatIsRemoved() throws {
    #expect(try Normalized("xby", Self.normalizer()).places == [0..<1, 2..<3])
    let first = try Normalized("bxy", Self.normalizer())
    #expect(first.text == "xy" && first.places == [0..<1, 1..<2])
    // Of what was inserted, the last takes the place of what is removed after it.
    let inserted = try Normalized("ab", Self.normalizer())
    #expect(inserted.text == "<>" && inserted.places == [0..<1, 1..<2])
  }

  /// A letter with its accent is one cluster, of which the map knows the beginning; with three accents it is too long.
  @Test func clustersAreReplacedWhole() throws {
    let short = try Normalized("a\u{301}x", Self.normalizer())
    #expect(short.text == "<>x" && short.places == [0..<1, 1..<3, 3..<4])
    #expect(try Normalized("a\u{301}\u{301}\u{301}", Self.normalizer()).text == "<>\u{301}\u{301}\u{301}")
    #expect(try Normalized("x\u{301}a", Self.normalizer()).text == "x\u{301}<>")
  }

  @Test func clusters() {
    func ends(_ text: String) -> [Int] {
      Array(text.utf8).withUnsafeBufferPointer { bytes in
        var ends: [Int] = []
        while (ends.last ?? 0) < bytes.count { ends.append(GraphemeClass.clusterEnd(in: bytes, from: ends.last ?? 0)) }
        return ends
      }
    }
    #expect(ends("a\r\nb") == [1, 3, 4] && ends("\n\r") == [1, 2])
    #expect(ends("e\u{301}\u{323}\u{AD}") == [5, 7])
    #expect(ends("\u{600}ab") == [3, 4])
    #expect(ends("\u{1100}\u{1161}\u{11A8}\u{1100}") == [9, 12])
    #expect(ends("©\u{200D}®a\u{200D}®") == [7, 11, 13])
  }

  @Test func theLongestMatchEndsWithAScalar() throws {
    let map = try Self.map(Self.bytes(Self.units(), Self.replacements))
    Array("xcy".utf8).withUnsafeBufferPointer { text in
      #expect(map.longestMatch(in: text, from: 0) == nil)
      let match = map.longestMatch(in: text, from: 1)
      #expect(match?.length == 1)
      #expect(match.map { map.withBytes($0.replacement) { Array($0) } } == Array("é".utf8))
    }
  }

  // MARK: Lies

  private func expectRefusal(_ bytes: [UInt8], _ words: String) {
    let error = #expect(throws: TokenizationError.self) { try Self.map(bytes) }
    #expect(error?.description.hasPrefix("tokenizer.json: normalizer.precompiled_charsmap: ") == true)
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "none")")
  }

  @Test func sizesThatDoNotFit() {
    expectRefusal([1, 0, 0], "3 bytes")
    expectRefusal([0, 0, 0, 0, 0], "a size of 0 bytes")
    expectRefusal(Self.bytes([0, 0], [0, 0], size: 6), "a size of 6 bytes")
    expectRefusal(Self.bytes([0], [], size: 8), "a trie of 8 bytes")
    expectRefusal([0xFC, 0xFF, 0xFF, 0xFF, 0], "a trie of 4294967292 bytes")
  }

  @Test func replacementsThatAreNoText() {
    expectRefusal(Self.bytes([0], [0x61, 0xFF, 0]), "other bytes at 9")
  }

  @Test func valuesThatLieOutside() {
    var outside = Self.units()
    outside[256 ^ 0x61] = 0x1F_FFFF << 10 | 1 << 8 | 0x61
    expectRefusal(Self.bytes(outside, Self.replacements), "with another")
    var behind = Self.units()
    behind[512 + 0x61] = 1 << 31 | 7
    expectRefusal(Self.bytes(behind, Self.replacements), "with another")
    var inside = Self.units()
    inside[512 + 0x61] = 1 << 31 | 4
    expectRefusal(Self.bytes(inside, Self.replacements), "with another")
  }

  @Test func replacementsWithoutEnd() throws {
    expectRefusal(Self.bytes(Self.units(), [UInt8](repeating: 0x61, count: 5000)), "with another")
    // The last one needs no NUL.
    let map = try Self.map(Self.bytes(Self.units(), Array("<>\0é".utf8)))
    #expect(try Normalized("c", .precompiled(PrecompiledNormalizer(map))).text == "é")
  }

  /// Children outside of the trie are none, and a node that is its own child ends with the text.
  @Test func waysThatLeadNowhere() throws {
    var away = Self.units()
    away[0] = 0x1F_FFFF << 10
    let none = try Self.map(Self.bytes(away, Self.replacements))
    #expect(try Normalized("abc", .precompiled(PrecompiledNormalizer(none))).text == "abc")
    var round = Self.units()
    round[256 ^ 0x61] = 0x61 << 10 | 0x61  // leads back to 256
    let loop = try Self.map(Self.bytes(round, Self.replacements))
    #expect(try Normalized(String(repeating: "a", count: 9), .precompiled(PrecompiledNormalizer(loop))).text.count == 9)
  }

  /// Whatever byte is wrong, the map is refused or works without harm.
  @Test func flippedBytes() throws {
    let bytes = Self.bytes(Self.units(), Self.replacements)
    for index in bytes.indices where bytes[index] != 0 || index % 31 == 0 || index < 8 {
      for bit in [0x01, 0x02, 0x80, 0xFF] as [UInt8] {
        var flipped = bytes
        flipped[index] ^= bit
        guard let map = try? Self.map(flipped) else { continue }
        let found = try Normalized("abc a\u{301}\r\n\u{600}a", .precompiled(PrecompiledNormalizer(map)))
        #expect(found.text.utf8.count < 100)
      }
    }
  }
}
