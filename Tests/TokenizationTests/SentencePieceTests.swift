import TestSupport
import Testing

@testable import Tokenization

/// Small SentencePiece models of our own, with every option, against what SentencePiece itself makes of tricky texts.
@Suite struct SentencePieceTests {
  private struct Cases: Decodable {
    var cases: [Case]

    struct Case: Decodable {
      var text: String
      var ids: [Int]
      var tokens: [String]
      /// Starts and ends in turn.
      var offsets: [Int]
      var decoded: String
    }
  }

  static let names = ["bpe-bytes", "bpe-rules", "bpe-suffix", "unigram-rules", "unigram-bytes", "characters"]

  static func path(_ name: String) -> String { Fixture.path("tokenizer-files/\(name)") }

  @Test(arguments: names)
  func modelFile(name: String) throws {
    let tokenizer = try Tokenizer.open(sentencePiece: Self.path("\(name).model"))
    try expect(tokenizer, toPass: name)
  }

  private func expect(_ tokenizer: Tokenizer, toPass name: String) throws {
    let cases = try Fixture.decode(Cases.self, "tokenizer-files/\(name).cases.json").cases
    #expect(cases.count > 100)
    for expected in cases {
      let shown = Comment(rawValue: "\(name): \(expected.text.debugDescription.prefix(80))")
      let found = try tokenizer.encode(expected.text)
      #expect(found.ids == expected.ids, shown)
      #expect(found.tokens.elementsEqual(expected.tokens) { $0.utf8.elementsEqual($1.utf8) }, shown)
      #expect(found.offsets.flatMap { [$0.lowerBound, $0.upperBound] } == expected.offsets, shown)
      #expect(try tokenizer.tokenIDs(of: expected.text) == expected.ids, shown)
      #expect(try tokenizer.decode(expected.ids).utf8.elementsEqual(expected.decoded.utf8), shown)
    }
  }

  /// A model's pieces as a GGUF file holds them.
  static func gguf(_ name: String, model: String) throws -> GGUFVocabulary {
    let pieces = try Fixture.bytes("tokenizer-files/\(name).model").withUnsafeBytes {
      try SentencePieceVocabulary($0, file: name)
    }
    var gguf = GGUFVocabulary(file: "model.gguf", model: model, pre: "default", tokens: pieces.pieces.map(\.content))
    gguf.scores = pieces.pieces.map(\.score)
    gguf.tokenTypes = pieces.pieces.map(\.type.rawValue)
    gguf.characterMap = pieces.normalization.characterMap
    gguf.addsSpacePrefix = pieces.normalization.addsSpace
    gguf.removesExtraSpaces = pieces.normalization.removesExtraSpaces
    gguf.unknownID = 0
    gguf.beginID = 1
    gguf.endID = 2
    gguf.addsBegin = false
    gguf.addsEnd = false
    return gguf
  }

  @Test func whatGGUFPutsAroundATextAndFindsInIt() throws {
    var gguf = try Self.gguf("bpe-bytes", model: "llama")
    gguf.addsBegin = nil
    let tokenizer = try Tokenizer(gguf: gguf)
    let plain = try Tokenizer.open(sentencePiece: Self.path("bpe-bytes.model"))
    #expect(try tokenizer.encode("the words").ids == [1] + plain.encode("the words").ids)
    #expect(try tokenizer.encode("the</s>").ids == [1] + plain.encode("the").ids + [2])
    #expect(try plain.encode("the</s>").ids.contains(2) == false)
  }

  @Test func piecesAreSpelledAsTextAndBytes() throws {
    let vocabulary = try Tokenizer.open(sentencePiece: Self.path("bpe-bytes.model")).vocabulary
    let the = try #require(vocabulary.tokenID(forRaw: "▁the"))
    #expect(vocabulary.text(of: the) == " the")
    let byte = try #require(vocabulary.tokenID(forRaw: "<0xE2>"))
    #expect(vocabulary.bytes(of: byte) == [0xE2] && vocabulary.text(of: byte) == nil)
    #expect(vocabulary.isSpecial(1) && vocabulary.isSpecial(2) && !vocabulary.isSpecial(the))
  }

  /// Byte pairs make the piece of the best score first: a bc, not ab c.
  @Test func thePieceOfTheBestScoreIsMadeFirst() throws {
    var vocabulary = SentencePieceVocabulary(file: "model")
    vocabulary.algorithm = .bytePairs
    vocabulary.normalization.addsSpace = false
    vocabulary.pieces = [.init(content: Array("<unk>".utf8), score: 0, type: .unknown)]
    for (text, score) in [("a", -1), ("b", -1), ("c", -1), ("ab", -3), ("bc", -2)] as [(String, Float)] {
      vocabulary.pieces.append(.init(content: Array(text.utf8), score: score, type: .normal))
    }
    let tokenizer = try Tokenizer(vocabulary)
    #expect(try tokenizer.encode("abc").tokens == ["a", "bc"])
    #expect(try tokenizer.encode("abxyc").tokens == ["ab", "xy", "c"])
    vocabulary.algorithm = .unigram
    #expect(try Tokenizer(vocabulary).encode("abxyc").tokens == ["a", "b", "xy", "c"])
  }

  @Test func unknownTextHasItsOwnStringAndPlace() throws {
    let tokenizer = try Tokenizer.open(sentencePiece: Self.path("bpe-rules.model"))
    let encoding = try tokenizer.encode("the \u{1F642}\u{1F642}")
    #expect(encoding.ids.contains(0))
    #expect(encoding.offsets.last == 4..<12)
  }
}
