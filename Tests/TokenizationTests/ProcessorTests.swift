import TestSupport
import Testing

@testable import Tokenization

/// What the reference makes of texts and pairs, as Scripts/fixtures/processors.py wrote it.
struct ProcessorCases: Decodable {
  /// Files whose sections a group fills.
  var tokenizers: [String: String]
  var groups: [Group]
  var batches: [Group]

  struct Group: Decodable {
    var tokenizer: String
    var postProcessor: String?
    var truncation: String?
    var padding: String?
    var special: Bool?
    var encodeSpecial: Bool?
    var cases: [Case]

    enum CodingKeys: String, CodingKey {
      case tokenizer, truncation, padding, special, encodeSpecial, cases
      case postProcessor = "post_processor"
    }
  }

  struct Case: Decodable {
    var first: String
    var second: String?
    /// The encoding and what fell off it; nil where the reference raises.
    var encodings: [String]?
  }
}

extension ProcessorCases.Group {
  /// The tokenizer of a file, in which sections that are null are filled with this group's.
  func open(_ file: String) throws -> Tokenizer {
    var text = file
    for (name, section) in [("post_processor", postProcessor), ("truncation", truncation), ("padding", padding)] {
      text = text.replacing("\"\(name)\":null", with: "\"\(name)\":\(section ?? "null")")
    }
    return try Tokenizer.open(json: text)
  }

  func options(_ tokenizer: Tokenizer) -> EncodingOptions {
    EncodingOptions(
      addSpecialTokens: special ?? true, encodeSpecialTokens: encodeSpecial ?? false,
      truncation: tokenizer.truncation, padding: tokenizer.padding)
  }

  func name(_ expected: ProcessorCases.Case) -> Comment {
    Comment(
      rawValue:
        "\(postProcessor ?? "") \(truncation ?? "") \(padding ?? "") \(expected.first) & \(expected.second ?? "-")")
  }
}

extension Tokenizer {
  /// The tokenizer that a tokenizer.json with this text describes.
  static func open(json text: String) throws -> Tokenizer {
    try Array(text.utf8).withUnsafeBytes { try TokenizerJSON($0, file: "tokenizer.json").tokenizer() }
  }
}

extension Encoding {
  /// This encoding and what fell off it, each as the fixture's line.
  var lines: [String] { [line] + overflowing.map(\.line) }

  private var line: String {
    let numbers = [
      ids, typeIDs, specialTokensMask, attentionMask, sequenceIDs.map { $0 ?? -1 },
      offsets.flatMap { [$0.lowerBound, $0.upperBound] },
    ]
    return numbers.map { $0.map(String.init).joined(separator: " ") + "|" }.joined() + tokens.joined(separator: "\u{1}")
  }
}

@Suite struct ProcessorTests {
  @Test func everyPostProcessorWithEveryLength() throws {
    let fixture = try Fixture.decode(ProcessorCases.self, "processors/processors.json")
    #expect(fixture.groups.count > 80)
    for group in fixture.groups {
      let tokenizer = try group.open(fixture.tokenizers[group.tokenizer] ?? "")
      let options = group.options(tokenizer)
      for expected in group.cases {
        let found = try? tokenizer.encode(expected.first, pair: expected.second, options: options)
        #expect(found?.lines == expected.encodings, group.name(expected))
        guard options.truncation == nil, options.padding == nil, let found else { continue }
        let ids = try tokenizer.tokenIDs(
          of: expected.first, pair: expected.second, addSpecialTokens: options.addSpecialTokens)
        #expect(ids == found.ids, group.name(expected))
      }
    }
  }

  @Test func batchesAreFilledUpTogether() throws {
    let fixture = try Fixture.decode(ProcessorCases.self, "processors/processors.json")
    #expect(fixture.batches.count == 12)
    for group in fixture.batches {
      let tokenizer = try group.open(fixture.tokenizers[group.tokenizer] ?? "")
      let pairs = group.cases.compactMap { text in text.second.map { (first: text.first, second: $0) } }
      let options = group.options(tokenizer)
      let found =
        pairs.isEmpty
        ? try tokenizer.encodeBatch(group.cases.map(\.first), options: options)
        : try tokenizer.encodeBatch(pairs: pairs, options: options)
      for (expected, encoding) in zip(group.cases, found) {
        #expect(encoding.lines == expected.encodings, group.name(expected))
      }
    }
  }

  @Test func addedTokensThatOverlapAndStrip() throws {
    struct Added: Decodable { var groups: [ProcessorCases.Group] }
    let fixture = try Fixture.decode(Added.self, "processors/added-tokens.json")
    for group in fixture.groups {
      let tokenizer = try group.open(group.tokenizer)
      for expected in group.cases {
        // Where the reference panics, nothing is left of a token.
        guard let encodings = expected.encodings else { continue }
        let found = try tokenizer.encode(expected.first, options: group.options(tokenizer))
        #expect(found.lines == encodings, group.name(expected))
      }
    }
  }

  // MARK: By hand

  /// <s> a b </s> with room for three: two pieces of one token each, and one token of the first again.
  @Test func piecesByHand() throws {
    let fixture = try Fixture.decode(ProcessorCases.self, "processors/processors.json")
    let tokenizer = try Tokenizer.open(json: (fixture.tokenizers["words"] ?? ""))
    var options = EncodingOptions(truncation: Truncation(maximumLength: 3, stride: 1))
    let cut = try tokenizer.encode("one two word text", options: options)
    #expect(cut.tokens == ["one", "two", "word"] && cut.overflowing.map(\.tokens) == [["word", "text"]])
    options.truncation?.direction = .left
    let left = try tokenizer.encode("one two word text", options: options)
    #expect(left.tokens == ["two", "word", "text"] && left.overflowing.map(\.tokens) == [["one", "two"]])
    options = EncodingOptions(padding: Padding(multiple: 4, id: 9, typeID: 3, token: "-"))
    let filled = try tokenizer.encode("one", options: options)
    #expect(filled.tokens == ["one", "-", "-", "-"] && filled.attentionMask == [1, 0, 0, 0])
    #expect(filled.ids.dropFirst().allSatisfy { $0 == 9 } && filled.typeIDs == [0, 3, 3, 3])
    #expect(filled.offsets == [0..<3, 0..<0, 0..<0, 0..<0] && filled.specialTokensMask == [0, 1, 1, 1])
  }

  @Test func truncationThatCannotBe() throws {
    let tokenizer = try Tokenizer.open(vocabText: ReferenceCases.path("vocab.txt"))
    func error(_ truncation: Truncation, pair: String? = nil) -> TokenizationError? {
      let options = EncodingOptions(truncation: truncation)
      do {
        _ = try tokenizer.encode("the words are here", pair: pair, options: options)
        return nil
      } catch { return error as? TokenizationError }
    }
    #expect(
      error(Truncation(maximumLength: 1)) == .truncationBelowSpecialTokens(maximumLength: 1, specialTokens: 2))
    #expect(
      error(Truncation(maximumLength: .min)) == .truncationBelowSpecialTokens(maximumLength: .min, specialTokens: 2))
    #expect(error(Truncation(maximumLength: 4, stride: 3)) == .strideTooLong(stride: 3, room: 2))
    #expect(error(Truncation(maximumLength: 4, stride: 2)) == .strideTooLong(stride: 2, room: 2))
    #expect(error(Truncation(maximumLength: 4, stride: -1)) == .strideTooLong(stride: -1, room: 2))
    #expect(error(Truncation(maximumLength: 4, strategy: .onlySecond)) == .noSecondText)
    #expect(
      error(Truncation(maximumLength: 5, strategy: .onlySecond), pair: "the")
        == .tooShortToTruncate(tokens: 1, excess: 3))
    #expect(error(Truncation(maximumLength: 6)) == nil)
  }

  @Test func batchesKeepOrderAndTellTheFirstError() throws {
    let tokenizer = try Tokenizer.open(vocabText: ReferenceCases.path("vocab.txt"))
    let texts = (0..<200).map { "the words \($0)" }
    #expect(try tokenizer.encodeBatch(texts) == texts.map { try tokenizer.encode($0) })
    #expect(try tokenizer.tokenIDs(ofBatch: texts) == texts.map { try tokenizer.tokenIDs(of: $0) })
    #expect(try tokenizer.encodeBatch([]).isEmpty && tokenizer.tokenIDs(ofBatch: []).isEmpty)
    // Text 7 is the first that is too short to lose what its pair has too much.
    let pairs = (0..<90).map {
      (first: $0 < 7 ? "the" : "the the", second: String(repeating: " the", count: $0 < 7 ? 1 : $0))
    }
    let options = EncodingOptions(truncation: Truncation(maximumLength: 6, strategy: .onlyFirst))
    #expect(throws: TokenizationError.tooShortToTruncate(tokens: 2, excess: 6)) {
      try tokenizer.encodeBatch(pairs: pairs, options: options)
    }
  }
}
