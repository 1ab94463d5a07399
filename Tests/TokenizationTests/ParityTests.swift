import ByteFiles
import TestSupport
import Testing

@testable import Tokenization

/// Small tokenizers of our own, with every option, against what the reference makes of tricky texts.
@Suite struct ParityTests {
  @Test(arguments: ReferenceCases.names)
  func tokenizerJSON(name: String) throws {
    try expect(Tokenizer.open(tokenizerJSON: ReferenceCases.path("\(name).json")), toPass: name)
  }

  @Test func vocabJSONWithMerges() throws {
    let tokenizer = try Tokenizer.open(
      vocabJSON: ReferenceCases.path("vocab.json"), merges: ReferenceCases.path("merges.txt"))
    try expect(tokenizer, toPass: "bpe-gpt2")
  }

  @Test func vocabText() throws {
    try expect(Tokenizer.open(vocabText: ReferenceCases.path("vocab.txt")), toPass: "wordpiece-uncased")
  }

  @Test(arguments: [("gpt-2", "bpe-gpt2"), ("smollm", "bpe-smollm")])
  func bytePairsFromGGUF(pre: String, name: String) throws {
    let tokenizer = try Tokenizer(gguf: .bytePairs(pre: pre))
    try expect(tokenizer, toPass: name)
  }

  @Test func bytesThatAreNoTextDecodeAsInTheReference() throws {
    struct Stray: Decodable {
      var cases: [Case]
      struct Case: Decodable {
        var bytes: [UInt8]
        var decoded: String
      }
    }
    let stray = try Fixture.decode(Stray.self, "tokenization/stray-bytes.json")
    #expect(stray.cases.count == 768)
    for expected in stray.cases {
      var spelled: [UInt8] = []
      ByteAlphabet.append(expected.bytes, to: &spelled)
      #expect(try TokenDecoder.byteLevel.decode(TokenStrings([spelled])) == expected.decoded, "\(expected.bytes)")
    }
  }

  @Test func aSpaceBeforeTheTextComesFromTheConfiguration() throws {
    let folder = try TemporaryFolder()
    let configuration = try folder.write("tokenizer_config.json", #"{"add_prefix_space": true, "bos_token": null}"#)
    let tokenizer = try Tokenizer.open(
      vocabJSON: ReferenceCases.path("vocab.json"), merges: ReferenceCases.path("merges.txt"),
      configuration: configuration)
    #expect(try tokenizer.encode("the").ids == tokenizer.encode(" the").ids)
    #expect(try tokenizer.encode("the").offsets == [0..<3])
  }

  @Test func lowerCaseAndAccentsComeFromTheConfiguration() throws {
    let folder = try TemporaryFolder()
    let configuration = try folder.write(
      "tokenizer_config.json", #"{"do_lower_case": false, "strip_accents": true, "unk_token": {"content": "[UNK]"}}"#)
    let tokenizer = try Tokenizer.open(vocabText: ReferenceCases.path("vocab.txt"), configuration: configuration)
    #expect(tokenizer.normalizer == .bert(BertNormalizer(stripsAccents: true, lowercases: false)))
  }

  @Test func truncationAndPaddingAreNotedAndNotApplied() throws {
    let tokenizer = try Tokenizer.open(tokenizerJSON: ReferenceCases.path("wordpiece-uncased.json"))
    #expect(tokenizer.notes.count == 1 && tokenizer.notes.allSatisfy { $0.contains("truncation") })
    #expect(try tokenizer.encode("the the the the the the the the the the").ids.count == 12)
  }
}

extension GGUFVocabulary {
  /// The fixture's byte-pair vocabulary as a GGUF file holds it.
  static func bytePairs(pre: String) throws -> GGUFVocabulary {
    let vocabulary = try JSONValue(path: ReferenceCases.path("vocab.json")).members ?? []
    let tokens = vocabulary.sorted { ($0.value.integer ?? 0) < ($1.value.integer ?? 0) }.map { Array($0.key.utf8) }
    var gguf = GGUFVocabulary(file: "model.gguf", model: "gpt2", pre: pre, tokens: tokens)
    gguf.tokenTypes = tokens.map { $0.starts(with: Array("<|".utf8)) && $0.count > 2 ? 3 : 1 }
    gguf.merges = try Fixture.bytes("tokenization/merges.txt").split(separator: 0x0A).dropFirst().map(Array.init)
    gguf.beginID = 0
    gguf.addsBegin = false
    return gguf
  }

  /// The fixture's WordPiece vocabulary as llama.cpp's converter writes it.
  static func wordPieces() throws -> GGUFVocabulary {
    let lines = try Fixture.bytes("tokenization/vocab.txt").split(separator: 0x0A).map(Array.init)
    let tokens = lines.enumerated().map { id, line -> [UInt8] in
      if id < 5 { return line }
      if line.starts(with: Array("##".utf8)) && line.count > 2 { return Array(line.dropFirst(2)) }
      return Array("▁".utf8) + line
    }
    var gguf = GGUFVocabulary(file: "model.gguf", model: "bert", tokens: tokens)
    gguf.tokenTypes = tokens.indices.map { $0 < 5 ? 3 : 1 }
    (gguf.unknownID, gguf.beginID, gguf.separatorID) = (1, 2, 3)
    return gguf
  }
}
