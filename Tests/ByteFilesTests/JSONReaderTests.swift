import ByteFiles
import TestSupport
import Testing

@Suite struct JSONReaderTests {
  private func parse(_ text: String) throws -> JSONValue {
    try Array(text.utf8).withUnsafeBytes { try JSONValue($0, file: "test.json") }
  }

  @Test func valuesOfEveryKind() throws {
    let value = try parse(#" {"a": [1, -2.5e1, true, null, "x\n\u00e9\ud83d\ude42"], "b": {}} "#)
    #expect(value["a"] == .array([.integer(1), .double(-25), .bool(true), .null, .string("x\né🙂")]))
    #expect(value["b"] == .object([]))
  }

  @Test func canonicallyEqualKeysStayApart() throws {
    let value = try parse("{\"\u{E9}\": 1, \"e\u{301}\": 2}")
    #expect(value["\u{E9}"]?.integer == 1)
    #expect(value["e\u{301}"]?.integer == 2)
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "[01]", "[1.]", "[.5]", "[+1]", "[1e]", "nul", "[1 2]", "\"\u{1}\"",
    "\"\\x\"",
    "\"\\ud800\"", "\"\\u12\"", "\"abc", "[1] 2", "{a:1}", "[NaN]", "[1e999]", "{\"a\":1,\"a\":2}",
    "{\"a\":1,\"\\u0061\":2}",
  ])
  func brokenTextIsRefused(text: String) {
    #expect(throws: ByteFilesError.self) { try parse(text) }
  }

  @Test func pythonsDialectReadsWhatPythonWrites() throws {
    let text = #"{"a": [Infinity, -Infinity, NaN, 1e999, -1], "b": 1, "c": {"b": 2}, "b": 3}"#
    let value = try Array(text.utf8).withUnsafeBytes { try JSONValue($0, file: "config.json", dialect: .python) }
    let numbers = try #require(value["a"]?.array).compactMap(\.double)
    #expect(numbers[0] == .infinity && numbers[1] == -.infinity && numbers[2].isNaN && numbers[3] == .infinity)
    #expect(numbers[4] == -1)
    // The last value of a key counts, in the first one's place.
    #expect(value.members?.map(\.key) == ["a", "b", "c"])
    #expect(value["b"] == .integer(3))
    for broken in ["[Nan]", "[inf]", "[+Infinity]", "[1,]", "{'a': 1}", "[- Infinity]"] {
      #expect(throws: ByteFilesError.self) {
        try Array(broken.utf8).withUnsafeBytes { try JSONValue($0, file: "config.json", dialect: .python) }
      }
    }
  }

  @Test func endlessNestingIsRefused() {
    let text = String(repeating: "[", count: 100_000)
    #expect(throws: ByteFilesError.jsonTooDeep(file: "test.json", offset: 128, limit: 128)) { try parse(text) }
  }

  @Test func invalidUTF8IsNamedByItsOffset() {
    let bytes: [UInt8] = [0x22, 0x61, 0xC3, 0x28, 0x22]
    #expect(throws: ByteFilesError.invalidUTF8(file: "f", offset: 2)) {
      try bytes.withUnsafeBytes { try JSONValue($0, file: "f") }
    }
  }

  @Test(arguments: [
    [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0xF0, 0x8F, 0xBF, 0xBF], [0x80],
  ])
  func forbiddenSequences(bytes: [UInt8]) {
    bytes.withUnsafeBytes { #expect(UTF8Validation.firstInvalidOffset($0) == 0) }
  }

  @Test func validationAgreesWithSwiftOnEveryScalar() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let bytes = Array(String(scalar).utf8)
      let length = bytes.withUnsafeBytes { UTF8Validation.sequenceLength($0, at: 0) }
      if length != bytes.count { Issue.record("\(value): \(length)") }
    }
  }

  @Test func aSkippedValueIsReadAgain() throws {
    let text = Array(#"{"model": {"vocab": [1, 2]}, "type": "BPE"}"#.utf8)
    try text.withUnsafeBytes { (bytes) throws in
      var reader = try JSONReader(bytes, file: "f")
      var key: [UInt8] = []
      try reader.beginObject()
      #expect(try reader.nextKey(into: &key))
      let range = try reader.skipValue()
      #expect(try reader.nextKey(into: &key) && key == Array("type".utf8))
      #expect(try reader.readString() == "BPE")
      #expect(try !reader.nextKey(into: &key))
      try reader.end()
      var again = reader.reader(at: range.lowerBound)
      #expect(try again.readValue()["vocab"] == .array([.integer(1), .integer(2)]))
    }
  }

  @Test func spoiledFilesNeverCrash() {
    let text = Array(
      #"{"a": [1, -2.5e1, true, null, "x\n\u00e9\ud83d\ude42é的"], "b": {"c": 18446744073709551616}}"#.utf8)
    var accepted = 0
    ByteFlips.forEach(of: text) { variant in
      if (try? variant.withUnsafeBytes { try JSONValue($0, file: "f") }) != nil { accepted += 1 }
    }
    #expect(accepted > 0 && accepted < text.count * 5)
  }
}
