import TestSupport
import Testing

@testable import Tokenization

/// Each model of tokenizer.json, with each of its options, against what the reference makes of tricky texts.
@Suite struct ModelParityTests {
  private struct Texts: Decodable {
    var texts: [String]
  }

  private struct Cases: Decodable {
    /// For each text; nil where the reference raises an error.
    var cases: [Case?]

    struct Case: Decodable {
      var ids: [Int]
      var tokens: [String]
      var offsets: [Int]
    }
  }

  @Test(arguments: [
    "bpe-characters", "bpe-fused", "bpe-vanishing", "bpe-no-unknown", "bpe-ignoring-merges", "bpe-affixes",
    "bpe-fallback", "bpe-some-fallback", "bpe-some-unfused", "wordlevel", "wordlevel-no-unknown", "wordpiece-prefix",
    "wordpiece-bare", "wordpiece-no-unknown", "unigram", "unigram-whole", "unigram-fallback", "unigram-some-fallback",
    "unigram-no-unknown", "unigram-ties",
  ])
  func model(name: String) throws {
    let tokenizer = try Tokenizer.open(tokenizerJSON: Fixture.path("token-models/\(name).json"))
    let texts = try Fixture.decode(Texts.self, "token-models/texts.json").texts
    let cases = try Fixture.decode(Cases.self, "token-models/\(name).cases.json").cases
    #expect(texts.count == cases.count && texts.count > 100)
    for (text, expected) in zip(texts, cases) {
      let shown = Comment(rawValue: "\(name): \(text.debugDescription)")
      guard let expected else {
        #expect(throws: TokenizationError.self, shown) { try tokenizer.encode(text) }
        #expect(throws: TokenizationError.self, shown) { try tokenizer.tokenIDs(of: text) }
        continue
      }
      let found = try tokenizer.encode(text)
      #expect(found.ids == expected.ids, shown)
      #expect(found.tokens.elementsEqual(expected.tokens) { $0.utf8.elementsEqual($1.utf8) }, shown)
      #expect(found.offsets.flatMap { [$0.lowerBound, $0.upperBound] } == expected.offsets, shown)
      #expect(try tokenizer.tokenIDs(of: text) == expected.ids, shown)
    }
  }

  /// The reference does not read the nearest double: what it reads decides between ways with the same sum.
  @Test func scoresAreReadAsTheReferenceReadsThem() throws {
    struct Scores: Decodable {
      var scores: [Score]
      struct Score: Decodable {
        var text: String
        var bits: String
      }
    }
    let scores = try Fixture.decode(Scores.self, "token-models/scores.json").scores
    #expect(scores.count > 250)
    for score in scores {
      let read = Array(score.text.utf8).withUnsafeBytes(ScoreReader.score)
      #expect(read.map { String($0.bitPattern) } == score.bits, "\(score.text)")
    }
  }
}
