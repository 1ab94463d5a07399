import ByteFiles
import TestSupport
import Testing

@testable import Tokenization

/// What normalizers make of texts, and where each byte comes from.
@Suite struct NormalizerTests {
  /// Every normalizer with every option, against what the reference makes of tricky texts.
  @Test func everyNormalizerIsTheReferences() throws {
    let fixture = try JSONValue(path: Fixture.path("normalizers.json"))
    let normalizers = try #require(fixture["normalizers"]?.array)
    #expect(normalizers.count == 23)
    for described in normalizers {
      let name = try #require(described["name"]?.string)
      let normalizer = try TokenizerJSON.normalizer(
        ComponentReader(try #require(described["normalizer"]), file: name, path: "normalizer"))
      let cases = try #require(described["cases"]?.array)
      #expect(cases.count > 8)
      for expected in cases {
        let fields = try #require(expected.array)
        let text = try #require(fields[0].string)
        let found = try Normalized(text, normalizer)
        let shown = Comment(rawValue: "\(name): \(text.debugDescription)")
        #expect(found.text.utf8.elementsEqual(fields[1].string?.utf8 ?? "".utf8), shown)
        #expect(
          found.places.flatMap { [$0.lowerBound, $0.upperBound] } == fields[2].array?.compactMap(\.integer), shown)
      }
    }
  }

  // MARK: Examples to check by hand

  @Test func normalForms() throws {
    let text = "e\u{301}ﬁ각"
    let composed = try Normalized(text, .form(NormalFormNormalizer(composes: true)))
    #expect(composed.scalars == [0xE9, 0xFB01, 0xAC01] && composed.places == [0..<1, 3..<6, 6..<9])
    let decomposed = try Normalized(text, .form(NormalFormNormalizer()))
    #expect(decomposed.scalars == [0x65, 0x301, 0xFB01, 0x1100, 0x1161, 0x11A8])
    #expect(decomposed.places == [0..<1, 1..<3, 3..<6, 6..<9, 6..<9, 6..<9])
    let alike = try Normalized(text, .form(NormalFormNormalizer(compatible: true, composes: true)))
    #expect(alike.text.unicodeScalars.elementsEqual("\u{E9}fi각".unicodeScalars))
    #expect(alike.places == [0..<1, 3..<6, 3..<6, 6..<9])
  }

  /// The dot below comes first in canonical order; the places stay where they are.
  @Test func marksChangePlacesAndLeaveTheirSources() throws {
    let ordered = try Normalized("a\u{301}\u{323}", .form(NormalFormNormalizer()))
    #expect(ordered.scalars == [0x61, 0x323, 0x301] && ordered.places == [0..<1, 1..<3, 3..<5])
    let composed = try Normalized("a\u{301}\u{323}", .form(NormalFormNormalizer(composes: true)))
    #expect(composed.scalars == [0x1EA1, 0x301] && composed.places == [0..<1, 3..<5])
  }

  @Test func lowercase() throws {
    let found = try Normalized("Aİb", .lowercase(LowercaseNormalizer()))
    #expect(found.scalars == [0x61, 0x69, 0x307, 0x62] && found.places == [0..<1, 1..<3, 1..<3, 3..<4])
  }

  @Test func strip() throws {
    let text = " \u{3000}a b\n"
    #expect(try Normalized(text, .strip(StripNormalizer())).text == "a b")
    #expect(try Normalized(text, .strip(StripNormalizer())).places == [4..<5, 5..<6, 6..<7])
    #expect(try Normalized(text, .strip(StripNormalizer(right: false))).text == "a b\n")
    #expect(try Normalized(text, .strip(StripNormalizer(left: false))).text == " \u{3000}a b")
    #expect(try Normalized("  ", .strip(StripNormalizer())).text.isEmpty)
  }

  @Test func stripAccents() throws {
    let found = try Normalized("e\u{301}éx", .stripAccents(StripAccentsNormalizer()))
    #expect(found.scalars == [0x65, 0xE9, 0x78] && found.places == [0..<1, 3..<5, 5..<6])
  }

  /// The replacement stands for the last scalar of what it replaces.
  @Test func replace() throws {
    let literal = Normalizer.replace(ReplaceNormalizer(pattern: .literal(Array("aé".utf8)), content: Array("<>".utf8)))
    let found = try Normalized("xaéy", literal)
    #expect(found.text == "x<>y" && found.places == [0..<1, 2..<4, 2..<4, 4..<5])
    let regex = Normalizer.replace(
      ReplaceNormalizer(pattern: try SplitPattern(regex: " {2,}"), content: Array("▁".utf8)))
    #expect(try Normalized("a  b c", regex).text == "a▁b c")
    // What stands before everything stands for nothing.
    let start = Normalizer.replace(ReplaceNormalizer(pattern: try SplitPattern(regex: "^"), content: Array("-".utf8)))
    #expect(try Normalized("a", start, base: 7).places == [7..<7, 7..<8])
    #expect(try Normalized("", start).text.isEmpty)
  }

  @Test func prepend() throws {
    let found = try Normalized("éa", .prepend(PrependNormalizer(content: Array("▁-".utf8))), base: 5)
    #expect(found.text == "▁-éa" && found.places == [5..<7, 5..<7, 5..<7, 7..<8])
    #expect(try Normalized("", .prepend(PrependNormalizer(content: [0x2D]))).text.isEmpty)
    let nothing = try Normalized("ab", .prepend(PrependNormalizer(content: [])))
    #expect(nothing.text == "ab" && nothing.places == [0..<0, 1..<2])
  }

  @Test func byteLevel() throws {
    let found = try Normalized(" é", .byteLevel(ByteLevelNormalizer()))
    #expect(found.text == "ĠÃ©" && found.places == [0..<1, 1..<3, 1..<3])
  }

  @Test func nmt() throws {
    let found = try Normalized("a\u{7F}\u{2581}b\u{0}", .nmt(NmtNormalizer()))
    #expect(found.text == "a b\u{0}" && found.places == [0..<1, 2..<5, 5..<6, 6..<7])
  }

  @Test func aSequenceKeepsTheFirstTextsPlaces() throws {
    let stages = Normalizer.sequence([
      .strip(StripNormalizer()), .form(NormalFormNormalizer()), .stripAccents(StripAccentsNormalizer()),
      .lowercase(LowercaseNormalizer()), .prepend(PrependNormalizer(content: Array("_".utf8))),
    ])
    let found = try Normalized("  ÉA", stages, base: 10)
    #expect(found.text == "_ea" && found.places == [12..<14, 12..<14, 14..<15])
    #expect(try Normalized("É", .sequence([])).places == [0..<2])
  }

  @Test func longRunsOfMarksAndOfLetters() throws {
    let marks = "a" + String(repeating: "\u{301}\u{323}", count: 50_000)
    let composed = try Normalized(marks, .form(NormalFormNormalizer(composes: true)))
    #expect(composed.scalars.count == 99_999 + 1 && composed.scalars.first == 0x1EA1)
    let letters = String(repeating: "a", count: 1_000_000)
    #expect(try Normalized(letters, .form(NormalFormNormalizer(compatible: true, composes: true))).text == letters)
  }

  // MARK: Files

  @Test(arguments: [
    (#"{"type": "NFCC"}"#, "normalizer.type"),
    (#"{"type": "Strip", "strip_left": true}"#, "normalizer.strip_right"),
    (#"{"type": "Strip", "strip_left": 1, "strip_right": true}"#, "normalizer.strip_left"),
    (#"{"type": "Prepend"}"#, "normalizer.prepend"),
    (#"{"type": "Replace", "pattern": {"String": "a"}}"#, "normalizer.content"),
    (#"{"type": "Replace", "pattern": "a", "content": "b"}"#, "normalizer.pattern"),
    (#"{"type": "Replace", "pattern": {}, "content": "b"}"#, "normalizer.pattern"),
    (#"{"type": "Replace", "pattern": {"String": "a", "Regex": "a"}, "content": "b"}"#, "normalizer.pattern"),
    (#"{"type": "Precompiled", "precompiled_charsmap": null}"#, "normalizer.precompiled_charsmap"),
    (#"{"type": "Precompiled", "precompiled_charsmap": "A"}"#, "normalizer.precompiled_charsmap"),
    (#"{"type": "Precompiled", "precompiled_charsmap": "AAAA"}"#, "normalizer.precompiled_charsmap"),
    (#"{"type": "Sequence", "normalizers": [{"type": "NFC"}, {"type": "Nfd"}]}"#, "normalizer.normalizers[1].type"),
  ])
  func whatIsWrongIsNamed(json: String, field: String) throws {
    let folder = try TemporaryFolder()
    let value = try JSONValue(path: folder.write("normalizer.json", json))
    let error = #expect(throws: TokenizationError.self) {
      try TokenizerJSON.normalizer(ComponentReader(value, file: "tokenizer.json", path: "normalizer"))
    }
    #expect(error?.description.hasPrefix("tokenizer.json: \(field)") == true)
  }
}

/// A text after normalization: scalar by scalar, with where each comes from.
struct Normalized {
  var text = ""
  var scalars: [UInt32] { text.unicodeScalars.map(\.value) }
  var places: [Range<Int>] = []

  init(_ original: String, _ normalizer: Normalizer, base: Int = 0) throws {
    let bytes = Array(original.utf8)
    let normalized = try bytes.withUnsafeBufferPointer {
      try normalizer.normalize(TextView(bytes: $0, sources: nil, base: base))
    }
    text = String(decoding: normalized.bytes, as: UTF8.self)
    try #require(normalized.bytes.count == normalized.sources.count)
    places = zip(normalized.bytes, normalized.sources).filter { $0.0 & 0xC0 != 0x80 }
      .map { Int($0.1.start)..<Int($0.1.end) }
  }
}
