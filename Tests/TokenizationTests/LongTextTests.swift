import Foundation
import TestSupport
import Testing

@testable import Tokenization

/// A text encoded in parts has the tokens, ids and offsets that it has as a whole.
@Suite struct LongTextTests {
  /// What parts of one text gave, joined.
  private struct Joined {
    var encoding = Encoding()
    var ids: [Int] = []
    var parts = 0
    var done = 0
  }

  private func inParts(_ text: String, _ tokenizer: Tokenizer, size: Int, special: Bool = true) throws -> Joined {
    var joined = Joined()
    try tokenizer.encodeParts(addSpecialTokens: special, partSize: size, reading: reader(Array(text.utf8))) {
      joined.encoding.append($0)
      joined.parts += 1
      joined.done = $1
    }
    try tokenizer.tokenIDsOfParts(addSpecialTokens: special, partSize: size, reading: reader(Array(text.utf8))) {
      ids, _ in
      joined.ids += ids
    }
    return joined
  }

  /// Gives a text in uneven pieces, as a pipe does.
  private func reader(_ text: [UInt8]) -> (Int) -> [UInt8] {
    var rest = text[...]
    var step = 0
    return { limit in
      step = step % 7 + 1
      let count = min(limit, step * 3)
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
  }

  private static let alphabet: [String] =
    ["a", "b", "Z", "é", "e\u{301}", "ß", "漢", "字", "カ", "ﾞ", "ก\u{E33}", "한", "И", "\u{D4E}", "ʰ", "ﷺ", "ªﬁ"]
    + [" ", " ", " ", "  ", "\n", "\r\n", "\t", "\u{A0}", "\u{3000}", "\u{85}", "▁", "Ġ"]
    + [
      ".", ",", "'s", "'", "’", "。", "、", "・", "_", "-", "!?", "＇", "…", "‗", "１", "2", "34", "½", "\u{301}",
      "\u{200D}", "🙂", "\0",
    ]
    + ["<s>", "[MASK]", " [X] ", "<|endoftext|>", "</s>", "don't", "word", "the end.", "x\u{FEFF}"]

  private static func text(_ random: inout Generator) -> String {
    (0..<Int.random(in: 0...60, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "" }.joined()
  }

  private func expectSame(_ text: String, _ tokenizer: Tokenizer, _ name: String) throws {
    let whole = try tokenizer.encode(text)
    for size in [8, 40] {
      let joined = try inParts(text, tokenizer, size: size)
      let shown = Comment(rawValue: "\(name), parts of \(size): \(text.debugDescription)")
      #expect(joined.encoding.ids == whole.ids, shown)
      #expect(joined.encoding.tokens.elementsEqual(whole.tokens) { $0.utf8.elementsEqual($1.utf8) }, shown)
      #expect(joined.encoding.offsets == whole.offsets, shown)
      #expect(joined.encoding.typeIDs == whole.typeIDs, shown)
      #expect(joined.encoding.specialTokensMask == whole.specialTokensMask, shown)
      #expect(joined.ids == whole.ids, shown)
      #expect(joined.done == text.utf8.count, shown)
    }
  }

  // MARK: All tokenizers, all stages

  @Test(arguments: ReferenceCases.names) func tokenizersOfTheFixtures(_ name: String) throws {
    let tokenizer = try Tokenizer.open(tokenizerJSON: ReferenceCases.path(name + ".json"))
    for expected in try ReferenceCases.read(name).cases { try expectSame(expected.text, tokenizer, name) }
    var random = Generator(state: 3)
    for _ in 0..<60 { try expectSame(Self.text(&random), tokenizer, name) }
  }

  /// A tokenizer whose model knows no word: its tokens are the pieces of the stages before it.
  private func pieces(normalizer: String = "null", preTokenizer: String, added: String = "") throws -> Tokenizer {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "tokenizer.json",
      #"{"normalizer": \#(normalizer), "pre_tokenizer": \#(preTokenizer), "added_tokens": [\#(added)], "#
        + #""model": {"type": "WordLevel", "vocab": {"[UNK]": 0}, "unk_token": "[UNK]"}}"#)
    return try Tokenizer.open(tokenizerJSON: path)
  }

  @Test func everyPreTokenizer() throws {
    let fixture = try Fixture.decode(PreTokenizerTests.Reference.self, "pre-tokenizers/cases.json")
    var random = Generator(state: 5)
    var cut = 0
    for expected in fixture.cases {
      let tokenizer = try pieces(preTokenizer: expected.value)
      if tokenizer.encodesInParts { cut += 1 }
      for _ in 0..<12 { try expectSame(Self.text(&random), tokenizer, expected.name) }
    }
    #expect(cut > 40)
  }

  @Test func everyNormalizer() throws {
    let content = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(filePath: Fixture.path("normalizers.json"))))
    let fixture = try #require(content as? [String: Any])
    let preTokenizers = [
      #"{"type": "BertPreTokenizer"}"#, #"{"type": "ByteLevel", "add_prefix_space": false, "use_regex": true}"#,
      #"{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true}"#,
      #"{"type": "Split", "pattern": {"Regex": "\\p{N}{1,3}"}, "behavior": "Isolated", "invert": false}"#,
    ]
    let digits = #"{"type": "Sequence", "pretokenizers": [{"type": "Digits", "individual_digits": true}, "#
    var random = Generator(state: 7)
    var cut = 0
    for described in try #require(fixture["normalizers"] as? [[String: Any]]) {
      let name = try #require(described["name"] as? String)
      let value = try #require(described["normalizer"])
      let normalizer = String(decoding: try JSONSerialization.data(withJSONObject: value), as: UTF8.self)
      for preTokenizer in preTokenizers + [digits + preTokenizers[1] + "]}"] {
        let tokenizer = try pieces(
          normalizer: normalizer, preTokenizer: preTokenizer,
          added: #"{"id": 1, "content": "[MASK]", "special": true, "lstrip": true, "rstrip": false, "#
            + #""single_word": false, "normalized": false}, {"id": 2, "content": "<s>", "special": true, "#
            + #""lstrip": false, "rstrip": false, "single_word": false, "normalized": true}"#)
        if tokenizer.encodesInParts { cut += 1 }
        for _ in 0..<12 { try expectSame(Self.text(&random), tokenizer, name + " " + preTokenizer) }
      }
    }
    #expect(cut > 40)
  }

  /// Added tokens with white space, letters or punctuation at their ends, each with every option.
  @Test func addedTokens() throws {
    var random = Generator(state: 9)
    var parts = 0
    for content in ["[MASK]", "<s>", "a b", "a.", " x", "b", "word", ". ", "字。"] {
      for options in 0..<16 {
        let names = ["lstrip", "rstrip", "single_word", "normalized"]
        let fields = names.enumerated().map { "\"\($1)\": \(options >> $0 & 1 == 1)" }.joined(separator: ", ")
        let added = #"{"id": 1, "content": "\#(content)", "special": false, \#(fields)}"#
        for normalizer in ["null", #"{"type": "Lowercase"}"#] {
          let tokenizer = try pieces(
            normalizer: normalizer, preTokenizer: #"{"type": "BertPreTokenizer"}"#, added: added)
          for _ in 0..<12 {
            let text = (0..<30).map { _ in
              ["a", "b", "A", "x", "字", " ", " ", ".", "。", "\n", content, content].randomElement(using: &random) ?? ""
            }.joined()
            try expectSame(text, tokenizer, added + normalizer)
            parts += try inParts(text, tokenizer, size: 8).parts
          }
        }
      }
    }
    #expect(parts > 4 * 9 * 16 * 2 * 12 / 2)
  }

  // MARK: How much is taken at once

  @Test func aLongTextIsReadAPartAtATime() throws {
    let tokenizer = try Tokenizer.open(tokenizerJSON: ReferenceCases.path("bpe-gpt2.json"))
    let line = Array("the cat sat on the mat.\n".utf8)
    var given = 0
    var done = 0
    var waiting = 0
    try tokenizer.tokenIDsOfParts(
      partSize: 1000,
      reading: { limit in
        guard given < 1_000_000 else { return [] }
        let bytes = (0..<min(limit, 1_000_000 - given)).map { line[(given + $0) % line.count] }
        given += bytes.count
        waiting = max(waiting, given - done)
        return bytes
      }
    ) { done = $1 }
    #expect(given == 1_000_000 && done == given)
    #expect(waiting < 10_000, "\(waiting) bytes waited")
  }

  @Test func whatHasNoPlaceToCutIsOnePart() throws {
    let tokenizer = try Tokenizer.open(tokenizerJSON: ReferenceCases.path("bpe-gpt2.json"))
    let text = String(repeating: "a", count: 5000)
    #expect(try inParts(text, tokenizer, size: 64).parts == 1)
    #expect(try inParts(text + " " + text, tokenizer, size: 64).parts == 2)
    let whole = try pieces(preTokenizer: "null")
    #expect(!whole.encodesInParts)
    #expect(try inParts(String(repeating: "a ", count: 500), whole, size: 64).parts == 1)
    #expect(try inParts("", tokenizer, size: 64).parts == 1)
  }

  /// Offsets of what is wrong are those in the whole text; a character may lie across what was read at once.
  @Test func invalidBytesAreNamedByTheirPlace() throws {
    let tokenizer = try Tokenizer.open(tokenizerJSON: ReferenceCases.path("bpe-gpt2.json"))
    for (tail, place) in [([0xFF, 0x61], 900), ([0xE6, 0xBC], 900), ([0xC3, 0x28], 900)] as [([UInt8], Int)] {
      let text = Array(String(repeating: "ab é ", count: 150).utf8) + tail
      #expect(throws: TokenizationError.invalidUTF8(offset: place)) {
        try tokenizer.tokenIDsOfParts(partSize: 50, reading: reader(text)) { _, _ in }
      }
    }
  }
}
