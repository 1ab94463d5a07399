import TestSupport
import Testing

@testable import Tokenization

/// What the reference makes of ids, as Scripts/fixtures/decoders.py wrote it.
struct DecoderCases: Decodable {
  /// A file whose decoder is null.
  var tokenizer: String
  var rows: [[Int]]
  var groups: [Group]

  struct Group: Decodable {
    var name: String
    /// The decoder's section.
    var decoder: String
    /// The text of each row; nil where the reference panics.
    var texts: [String?]
    /// The texts of the last rows, without special tokens.
    var plain: [String?]
  }

  static func read() throws -> DecoderCases { try Fixture.decode(Self.self, "decoders/decoders.json") }

  func open(_ decoder: String) throws -> Tokenizer {
    try .open(json: tokenizer.replacing("\"decoder\":null", with: "\"decoder\":\(decoder)"))
  }
}

@Suite struct DecoderTests {
  @Test func everyDecoder() throws {
    let fixture = try DecoderCases.read()
    #expect(fixture.groups.count > 35)
    for group in fixture.groups {
      let tokenizer = try fixture.open(group.decoder)
      let plain = [String?](repeating: nil, count: fixture.rows.count - group.plain.count) + group.plain
      for (row, texts) in zip(fixture.rows, zip(group.texts, plain)) {
        let shown = Comment(rawValue: "\(group.name) \(row)")
        if let text = texts.0 { #expect(try tokenizer.decode(row).utf8.elementsEqual(text.utf8), shown) }
        guard let text = texts.1 else { continue }
        #expect(try tokenizer.decode(row, skipSpecialTokens: true).utf8.elementsEqual(text.utf8), shown)
      }
    }
  }

  @Test func streamingGivesTheSameText() throws {
    let fixture = try DecoderCases.read()
    for group in fixture.groups {
      let tokenizer = try fixture.open(group.decoder)
      var stream = StreamingDecoder(tokenizer, skipSpecialTokens: true)
      for row in fixture.rows {
        var text = ""
        for id in row { text += try stream.append(id) }
        text += try stream.finish()
        let whole = try tokenizer.decode(row, skipSpecialTokens: true)
        #expect(text.utf8.elementsEqual(whole.utf8), Comment(rawValue: "\(group.name) \(row)"))
      }
    }
  }

  @Test func streamingGivesWholeCharactersAsSoonAsTheyAre() throws {
    let fixture = try DecoderCases.read()
    func texts(_ decoder: String, _ tokens: [String]) throws -> [String] {
      let tokenizer = try fixture.open(decoder)
      var stream = StreamingDecoder(tokenizer)
      let texts = try tokens.map { try stream.append(try #require(tokenizer.tokenID(forRaw: $0))) }
      return texts + [try stream.finish()]
    }
    let byteLevel = #"{"type": "ByteLevel"}"#
    #expect(
      try texts(byteLevel, ["Ġthe", "æ", "Ĺ", "¥", "x", "ð", "Ł"]) == [" the", "", "", "日", "x", "", "", "\u{FFFD}"])
    let llama =
      #"{"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, "#
      + #"{"type": "ByteFallback"}, {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}"#
    #expect(
      try texts(llama, ["▁the", "▁the", "<0xE6>", "<0x97>", "<0xA5>", "x", "<0xFF>", "x"])
        == ["the", " the", "", "", "", "日x", "", "\u{FFFD}x", ""])
    #expect(try texts(#"{"type": "BPEDecoder", "suffix": "</w>"}"#, ["the</w>", "the</w>"]) == ["", "the ", "the"])
    #expect(try texts(#"{"type": "Metaspace", "replacement": "▁"}"#, ["▁the", "▁the"]) == ["the", " the", ""])
  }

  @Test func anUnknownIDLeavesTheStreamWhereItWas() throws {
    let tokenizer = try DecoderCases.read().open(#"{"type": "ByteLevel"}"#)
    var stream = StreamingDecoder(tokenizer)
    _ = try stream.append(try #require(tokenizer.tokenID(forRaw: "Ã")))
    #expect(throws: TokenizationError.unknownTokenID(id: -1, vocabularySize: tokenizer.vocabulary.count)) {
      try stream.append(-1)
    }
    #expect(try stream.append(try #require(tokenizer.tokenID(forRaw: "©"))) == "é")
  }

  /// Where the reference panics, all that is there to take off goes.
  @Test func moreToTakeOffThanThereIs() throws {
    let strip = TokenDecoder.strip(StripDecoder(character: [0x48], start: 2, end: 2))
    for (token, text) in [("HHH", ""), ("H", ""), ("", ""), ("HHaHH", "a"), ("HHHaHHH", "HaH"), ("HHHHH", "H")] {
      #expect(try strip.decode(TokenStrings([Array(token.utf8)])) == text, "\(token)")
    }
  }

  @Test(arguments: [
    (#"{"type": "Strip", "content": "ab", "start": 0, "stop": 0}"#, "decoder.content"),
    (#"{"type": "Strip", "content": "a", "start": -1, "stop": 0}"#, "decoder.start"),
    (#"{"type": "Metaspace", "replacement": "", "prepend_scheme": "first"}"#, "decoder.replacement"),
    (#"{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "often"}"#, "decoder.prepend_scheme"),
    (
      #"{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "first", "add_prefix_space": false}"#,
      "decoder.add_prefix_space"
    ),
  ])
  func aWrongDecoder(section: String, field: String) throws {
    do {
      _ = try DecoderCases.read().open(section)
      Issue.record("\(section) was taken")
    } catch TokenizationError.unexpected(_, let found, _, _) {
      #expect(found == field)
    }
  }

  @Test func aPatternThatIsNone() throws {
    let section = #"{"type": "Replace", "pattern": {"Regex": "("}, "content": ""}"#
    #expect(throws: TokenizationError.self) { try DecoderCases.read().open(section) }
  }
}
