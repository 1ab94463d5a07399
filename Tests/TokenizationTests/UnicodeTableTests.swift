import Testing

@testable import Tokenization

@Suite struct UnicodeTableTests {
  /// What the reading of the tables takes for granted: as many entries as blocks, and no block out of range.
  @Test func tablesAreWhole() {
    let tables = [
      (SplitClassTable.blockLow, SplitClassTable.blockHigh, SplitClassTable.classes),
      (NormalizationClassTable.blockLow, NormalizationClassTable.blockHigh, NormalizationClassTable.classes),
      (NormalFormClassTable.blockLow, NormalFormClassTable.blockHigh, NormalFormClassTable.classes),
      (GraphemeClassTable.blockLow, GraphemeClassTable.blockHigh, GraphemeClassTable.classes),
    ]
    for (low, high, classes) in tables {
      #expect(low.utf8CodeUnitCount == 0x110000 / 128 && high.utf8CodeUnitCount == 0x110000 / 128)
      let blocks = (0..<0x110000 / 128).map { Int(high.utf8Start[$0]) * 128 + Int(low.utf8Start[$0]) }
      #expect((blocks.max() ?? 0) * 128 + 128 == classes.utf8CodeUnitCount)
    }
  }

  @Test func someClasses() {
    #expect(SplitClass.of(0x41) == [.letter, .word])
    #expect(SplitClass.of(0x35).isSuperset(of: [.number, .numeric, .word]))
    #expect(SplitClass.of(0x3000) == .whitespace)
    #expect(SplitClass.of(0x24) == .punctuation)
    #expect(SplitClass.of(0x1E5D0).contains(.letter))  // new in Unicode 16
    #expect(SplitClass.of(0x301) == .word)
    #expect(NormalizationClass.of(0x301) == [.mark, .combining])
    #expect(NormalizationClass.of(0xAC00) == .decomposes)
    #expect(NormalizationClass.of(0x9) == .space && NormalizationClass.of(0) == .removed)
    #expect(NormalizationClass.of(0x4E00) == .ideograph)
    #expect(NormalizationClass.of(0x130).isSuperset(of: [.decomposes, .lowers]))
    #expect(NormalizationClass.of(0x10FFFF) == NormalizationClass.of(0x11_0000))
  }

  @Test func mappings() {
    func decomposed(_ value: UInt32) -> [UInt32] {
      var parts: [UInt32] = []
      ScalarMapping.forEachDecomposed(value) { parts.append($0) }
      return parts
    }
    #expect(decomposed(0x1E69) == [0x73, 0x323, 0x307])
    #expect(decomposed(0xD55C) == [0x1112, 0x1161, 0x11AB])
    #expect(decomposed(0xAC00) == [0x1100, 0x1161])
    #expect(decomposed(0x61) == [0x61])
    #expect(ScalarMapping.combiningClass(0x323) == 220 && ScalarMapping.combiningClass(0x61) == 0)
    #expect(ScalarMapping.lowercase(0x416) == 0x436 && ScalarMapping.lowercase(0x130) == 0x69)
    #expect(ScalarMapping.lowercase(0x3A3) == 0x3C3)  // no final sigma: scalar by scalar
  }

  @Test func composition() {
    #expect(ScalarMapping.composed(0x65, 0x301) == 0xE9 && ScalarMapping.composed(0x301, 0x65) == nil)
    #expect(ScalarMapping.composed(0x1100, 0x1161) == 0xAC00 && ScalarMapping.composed(0xAC00, 0x11A8) == 0xAC01)
    #expect(ScalarMapping.composed(0xAC00, 0x11A7) == nil && ScalarMapping.composed(0xAC01, 0x11A8) == nil)
    #expect(ScalarMapping.composed(0x915, 0x93C) == nil)  // a composition that Unicode excludes
    var parts: [UInt32] = []
    ScalarMapping.forEachCompatiblyDecomposed(0xFB01) { parts.append($0) }
    #expect(parts == [0x66, 0x69])
    #expect(NormalFormClass.of(0x903) == .mark && NormalFormClass.of(0x301) == [.mark, .composes])
    #expect(
      GraphemeClass.of(0x301) == .extending && GraphemeClass.of(0xAC00) == .open && GraphemeClass.of(0x41) == .other)
  }

  /// ẹ́ in the other order: canonical order swaps the marks, and the places stay.
  @Test func marksInCanonicalOrderKeepTheirPlaces() {
    let text = Array("e\u{301}\u{323}\u{1AB0}x".utf8)
    var normalizer = BertNormalizer()
    normalizer.stripsAccents = true
    let normalized = text.withUnsafeBufferPointer {
      normalizer.normalize(TextView(bytes: $0, sources: nil, base: 10))
    }
    #expect(String(decoding: normalized.bytes, as: UTF8.self).unicodeScalars.first == "e")
    #expect(normalized.sources.first == SourceRange(start: 10, end: 11))
    #expect(normalized.sources.last == SourceRange(start: 18, end: 19))
  }

  @Test func scalarsSurviveTheRoundTrip() {
    for value in [0, 0x41, 0x7F, 0x80, 0x7FF, 0x800, 0xFFFD, 0x10000, 0x10FFFF] as [UInt32] {
      var bytes: [UInt8] = []
      let length = UTF8Scalars.append(value, to: &bytes)
      #expect(bytes.count == length && bytes == Unicode.Scalar(value).map { Array(String($0).utf8) })
      bytes.withUnsafeBufferPointer { bytes in
        #expect(UTF8Scalars.decode(bytes, at: 0) == (value, length))
        #expect(UTF8Scalars.decode(bytes, before: length) == (value, length))
      }
    }
  }

  @Test func everyScalarHasOneCategory() {
    #expect((UInt32(0)..<0x110000).allSatisfy { CategorySet.of($0).rawValue.nonzeroBitCount == 1 })
    #expect((UInt8(0)..<0x80).allSatisfy { CategorySet.ofASCII($0) == CategorySet.of(UInt32($0)) })
    // Latin, Greek and Cyrillic letters have not changed for long: the standard library's newer Unicode agrees on them.
    for value in UInt32(0)..<0x370 {
      let isLetter = UnicodeScalar(value).map { "\($0.properties.generalCategory)".hasSuffix("Letter") }
      #expect(CategorySet.letter.contains(CategorySet.of(value)) == isLetter)
    }
  }

  @Test func setsOfScalars() {
    let letters = ScalarSet(0x61, through: 0x7A)
    #expect(letters.union(ScalarSet(0x7B, through: 0x7B)).bounds == [0x61, 0x7C])
    #expect(letters.intersection(ScalarSet(0x79, through: 0x80)).bounds == [0x79, 0x7B])
    #expect(letters.inverted.bounds == [0, 0x61, 0x7B, 0x110000])
    #expect(letters.inverted.inverted == letters)
    #expect(ScalarSet().inverted == .all)
    #expect(letters.contains(0x61) && !letters.contains(0x7B))
    #expect(ScalarSet(property: "Lu")?.contains(0x41) == true)
    #expect(ScalarSet(property: "script_that_is_not") == nil)
    #expect(ScalarSet(property: "Hani") == ScalarSet(property: "han"))
    // Read from runs of the table or scalar by scalar: the same.
    for categories in [CategorySet.letter, .number, .mark, .whitespace, .unassigned] {
      let set = ScalarSet(categories)
      let scalars = set.bounds.flatMap { [max($0, 1) - 1, min($0, 0x10FFFF)] } + stride(from: 0, to: 0x110000, by: 257)
      #expect(scalars.allSatisfy { set.contains($0) == !CategorySet.of($0).isDisjoint(with: categories) })
    }
  }
}
