import TestSupport
import Testing

@testable import Tokenization

/// What the reference makes of texts, as Scripts/fixtures/tokenization.py wrote it.
struct ReferenceCases: Decodable {
  var reference: String
  var command: String
  var cases: [Case]

  struct Case: Decodable {
    var text: String
    var ids: [Int]
    var tokens: [String]
    /// Starts and ends in turn.
    var offsets: [Int]
    var typeIDs: [Int]
    var special: [Int]
    var plainIDs: [Int]
    var decoded: String
    var decodedPlain: String
  }

  static let names = [
    "bpe-gpt2", "bpe-roberta", "bpe-added", "bpe-smollm", "bpe-digits-prefix", "bpe-vanish", "bpe-unknown", "bpe-fused",
    "bpe-normalized",
    "wordpiece-uncased", "wordpiece-added", "wordpiece-cased", "wordpiece-accents",
  ]

  static func path(_ name: String) -> String { Fixture.path("tokenization/\(name)") }

  static func read(_ name: String) throws -> ReferenceCases {
    try Fixture.decode(ReferenceCases.self, "tokenization/\(name).cases.json")
  }
}

/// Holds `tokenizer` against all cases of a fixture.
func expect(_ tokenizer: Tokenizer, toPass name: String) throws {
  let fixture = try ReferenceCases.read(name)
  #expect(fixture.cases.count > 100)
  for expected in fixture.cases {
    let shown = Comment(rawValue: "\(name): \(expected.text.debugDescription.prefix(80))")
    let found = try tokenizer.encode(expected.text)
    #expect(found.ids == expected.ids, shown)
    #expect(found.tokens.elementsEqual(expected.tokens) { $0.utf8.elementsEqual($1.utf8) }, shown)
    #expect(found.offsets.flatMap { [$0.lowerBound, $0.upperBound] } == expected.offsets, shown)
    #expect(found.typeIDs == expected.typeIDs, shown)
    #expect(found.specialTokensMask == expected.special, shown)
    #expect(found.attentionMask == expected.ids.map { _ in 1 }, shown)
    #expect(try tokenizer.encode(expected.text, addSpecialTokens: false).ids == expected.plainIDs, shown)
    #expect(try tokenizer.tokenIDs(of: expected.text) == expected.ids, shown)
    #expect(try tokenizer.decode(expected.ids).utf8.elementsEqual(expected.decoded.utf8), shown)
    #expect(
      try tokenizer.decode(expected.ids, skipSpecialTokens: true).utf8.elementsEqual(expected.decodedPlain.utf8), shown)
  }
}
