import ByteFiles
import TestSupport
import Testing

@testable import Tokenization

/// One test per way in which a tokenizer's file can lie.
@Suite struct BadFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  // MARK: vocab.json and merges.txt

  private func gpt2(_ vocabulary: String, _ merges: String = "") throws -> Tokenizer {
    try Tokenizer.open(vocabJSON: folder.write("vocab.json", vocabulary), merges: folder.write("merges.txt", merges))
  }

  private func error(_ body: () throws -> Tokenizer) -> TokenizationError? {
    do {
      _ = try body()
      return nil
    } catch {
      return error as? TokenizationError
    }
  }

  private var vocabJSON: String { folder.path + "/vocab.json" }
  private var merges: String { folder.path + "/merges.txt" }

  @Test(arguments: [
    ("#version: 0.2\na b\nab\n", 3, "ab"), ("a  b\n", 1, "a  b"), ("a b c\n", 1, "a b c"), (" b\n", 1, " b"),
    ("a \n", 1, "a "), ("a b\n\na b\n", 2, ""), ("a\tb\n", 1, "a\tb"),
  ])
  func aBrokenMerge(text: String, line: Int, found: String) throws {
    #expect(
      error { try gpt2(#"{"a": 0, "b": 1, "ab": 2}"#, text) }
        == .brokenMerge(file: merges, line: line, found: found))
  }

  @Test(arguments: [("a x\n", "x"), ("x a\n", "x"), ("b a\n", "ba")])
  func aMergeOfUnknownTokens(text: String, token: String) throws {
    #expect(
      error { try gpt2(#"{"a": 0, "b": 1, "ab": 2}"#, "a b\n" + text) }
        == .mergeOfUnknownToken(file: merges, line: 2, token: token))
  }

  @Test func twoTokensWithOneID() throws {
    #expect(
      error { try gpt2(#"{"a": 0, "b": 0}"#) } == .duplicateID(file: vocabJSON, id: 0, token: "b", otherToken: "a"))
  }

  @Test func oneTokenWithTwoIDs() throws {
    #expect(
      error { try gpt2(#"{"a": 0, "\u0061": 1}"#) } == .duplicateToken(file: vocabJSON, token: "a", id: 1, otherID: 0))
  }

  @Test(arguments: [-1, 1_000_000_000_000, .max, .min, 65_600])
  func anIDOutOfRange(id: Int) throws {
    let text = "{\"a\": \(id)}"
    #expect(
      error { try gpt2(text) }
        == .idOutOfRange(file: vocabJSON, token: "a", id: id, limit: text.utf8.count / 4 + 65_536))
  }

  @Test(arguments: ["{}", ""])
  func noVocabulary(text: String) throws {
    #expect(throws: (any Error).self) { try gpt2(text) }
  }

  @Test(arguments: [#"{"a": "0"}"#, #"{"a": 1.5}"#, #"["a"]"#, #"{"a": 0"#, #"{"a": 99999999999999999999}"#])
  func noWholeNumbers(text: String) throws {
    #expect(throws: ByteFilesError.self) { try gpt2(text) }
  }

  @Test func mergesThatAreNoText() throws {
    #expect(throws: ByteFilesError.invalidUTF8(file: merges, offset: 2)) {
      try Tokenizer.open(
        vocabJSON: folder.write("vocab.json", #"{"a": 0}"#), merges: folder.write("merges.txt", [0x61, 0x20, 0xFF]))
    }
  }

  // MARK: vocab.txt

  @Test(arguments: [
    ("[UNK]\n[CLS]\n[SEP]\na\nb\na\n", "a", 5), ("[UNK]\n[CLS]\n[SEP]\n\n\n", "", 4),
  ])
  func ofATokenOnTwoLinesTheLastCounts(text: String, token: String, id: Int) throws {
    let tokenizer = try Tokenizer.open(vocabText: folder.write("vocab.txt", text))
    #expect(tokenizer.tokenID(forRaw: token) == id && tokenizer.vocabulary.raw(of: 3) == token)
    #expect(tokenizer.notes.contains { $0.contains("a token more than once") })
  }

  @Test(arguments: ["[CLS]\n[SEP]\n", "[UNK]\n[SEP]\n", "[UNK]\n[CLS]\n"])
  func aSpecialTokenIsMissing(text: String) throws {
    let path = try folder.write("vocab.txt", text)
    guard case .tokenNotInVocabulary(path, _, _) = error({ try Tokenizer.open(vocabText: path) }) else {
      Issue.record("no error")
      return
    }
  }

  @Test(arguments: ["[]", #"{"do_lower_case": "yes"}"#, "{"])
  func aBrokenConfiguration(text: String) throws {
    let path = try folder.write("tokenizer_config.json", text)
    #expect(throws: (any Error).self) {
      try Tokenizer.open(vocabText: ReferenceCases.path("vocab.txt"), configuration: path)
    }
  }

  @Test func aMissingFileIsNamed() throws {
    #expect(throws: ByteFilesError.self) { try Tokenizer.open(vocabText: "/nowhere/vocab.txt") }
  }

  // MARK: tokenizer.json

  private func json(_ sections: String) throws -> Tokenizer {
    try Tokenizer.open(tokenizerJSON: folder.write("tokenizer.json", sections))
  }

  private static let bytePairs =
    #""model": {"type": "BPE", "vocab": {"a": 0, "b": 1, "ab": 2}, "merges": ["a b"]}, "#
    + #""pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false}"#

  @Test(arguments: [
    (#""normalizer": {"type": "Wishful"}"#, "normalizer.type", "Wishful"),
    (#""post_processor": {"type": "Wishful"}"#, "post_processor.type", "Wishful"),
    (#""decoder": {"type": "Wishful"}"#, "decoder.type", "Wishful"),
  ])
  func anUnknownComponent(section: String, field: String, name: String) throws {
    let file = folder.path + "/tokenizer.json"
    #expect(
      error { try json("{\(section), \(Self.bytePairs)}") } == .unknownComponent(file: file, field: field, name: name))
  }

  @Test func anUnknownModelAndPreTokenizer() throws {
    let file = folder.path + "/tokenizer.json"
    #expect(
      error { try json(#"{"model": {"type": "Bigram", "vocab": [["a", 0.5]]}}"#) }
        == .unknownComponent(file: file, field: "model.type", name: "Bigram"))
    let sequence = #"{"type": "Sequence", "pretokenizers": [{"type": "BertPreTokenizer"}, {"type": "Wishful"}]}"#
    #expect(
      error { try json(#"{"pre_tokenizer": \#(sequence), "model": {"type": "BPE", "vocab": {"a": 0}, "merges": []}}"#) }
        == .unknownComponent(file: file, field: "pre_tokenizer.pretokenizers[1].type", name: "Wishful"))
  }

  @Test(arguments: [
    #"{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": [], "dropout": 0.1}}"#,
    #"{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": [], "dropout": "much"}}"#,
  ])
  func whatIsNotSupportedIsRefused(text: String) throws {
    guard case .unsupported = error({ try json(text) }) else {
      Issue.record("no error")
      return
    }
  }

  @Test(arguments: [
    "{}", #"{"model": {}}"#, #"{"model": {"type": "BPE", "vocab": {"a": 0}}}"#,
    #"{"model": {"type": "BPE", "merges": []}}"#,
    #"{"version": "2.0"}"#, "[]", #"{"model": {"vocab": {"a": 0}, "vocab": {"b": 0}}}"#,
    #"{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": ["a"]}}"#,
    #"{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": [["a"]]}}"#,
    #"{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": [["a", "a", "a"]]}}"#,
    #"{"model": {"merges": ["a b"], "type": "BPE", "vocab": {"a": 0}}}"#,
    #"{"model": {"type": "WordPiece", "vocab": {"a": 0}, "unk_token": "b"}}"#,
    #"{"model": {"type": "WordLevel", "vocab": {"a": 0}}}"#, #"{"model": {"type": "WordLevel", "unk_token": "a"}}"#,
    #"{"model": {"type": "WordLevel", "vocab": [["a", 0]], "unk_token": "a"}}"#,
    #"{"model": {"type": "BPE", "vocab": {"a": 0, "b": 1, "ab": 2}, "merges": ["a b", ["a", "b"]]}}"#,
    #"{"model": {"type": "BPE", "continuing_subword_prefix": "@@", "vocab": {"a": 0, "@": 1}, "merges": ["a @"]}}"#,
    #"{"model": {"type": "Unigram"}}"#, #"{"model": {"type": "Unigram", "vocab": []}}"#,
    #"{"model": {"type": "Unigram", "vocab": {"a": 0}}}"#, #"{"model": {"type": "Unigram", "vocab": [["a"]]}}"#,
    #"{"model": {"type": "Unigram", "vocab": [["a", 0.5, 1]]}}"#,
    #"{"model": {"type": "Unigram", "vocab": [[0.5, "a"]]}}"#,
    #"{"model": {"type": "Unigram", "vocab": [["a", NaN]]}}"#,
    #"{"model": {"type": "Unigram", "vocab": [["a", 1e999]]}}"#,
    #"{"model": {"type": "Unigram", "vocab": [["a", 0.5], ["a", 0.25]]}}"#,
    #"{"model": {"type": "Unigram", "vocab": [["a", 0.5]], "unk_id": "0"}}"#,
  ])
  func aModelThatIsNotWhole(text: String) throws {
    #expect(throws: (any Error).self) { try json(text) }
  }

  @Test(arguments: [1, -1, .max, .min])
  func anUnknownTokenBeyondTheVocabulary(id: Int) throws {
    let file = folder.path + "/tokenizer.json"
    #expect(
      error { try json(#"{"model": {"type": "Unigram", "unk_id": \#(id), "vocab": [["a", -0.5]]}}"#) }
        == .unexpected(file: file, field: "model.unk_id", expected: "an id below 1", found: "\(id)"))
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func aScoreThatIsNoNumber(score: Double) throws {
    var reader = VocabularyReader(file: "x", fileSize: 100)
    try reader.insert([0x61], id: 0)
    #expect(throws: TokenizationError.self) {
      try UnigramModel(table: reader.finish(), scores: [score], unknownID: nil, byteFallback: false, file: "x")
    }
  }

  @Test func aPrefixMayComeBehindTheMerges() throws {
    let tokenizer = try json(
      #"{"model": {"vocab": {"a": 0, "@@b": 1, "ab": 2}, "merges": [["a", "@@b"]], "continuing_subword_prefix": "@@"}}"#
    )
    #expect(try tokenizer.encode("ab").tokens == ["ab"])
  }

  @Test func mergesMayComeBeforeTheVocabulary() throws {
    let tokenizer = try json(
      #"{"pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false}, "#
        + #""model": {"merges": [["a", "b"]], "vocab": {"a": 0, "b": 1, "ab": 2}}}"#)
    #expect(try tokenizer.encode("ab").ids == [2])
  }

  @Test(arguments: [
    (#"{"id": 1, "content": "a"}"#, "contradictoryID"), (#"{"id": 0, "content": "x"}"#, "duplicateID"),
    (#"{"id": 1000000000000, "content": "x"}"#, "idOutOfRange"), (#"{"id": -4, "content": "x"}"#, "idOutOfRange"),
    (#"{"id": 5}"#, "missing"), (#"{"id": "5", "content": "x"}"#, "unexpected"), (#"7"#, "unexpected"),
    (#"{"id": 5, "content": "x"}, {"id": 5, "content": "y"}"#, "duplicateID"),
    (#"{"id": 5, "content": "x"}, {"id": 6, "content": "x"}"#, "duplicateToken"),
  ])
  func anAddedTokenThatCannotBe(token: String, kind: String) throws {
    let flags = #", "special": true, "lstrip": false, "rstrip": false, "single_word": false, "normalized": false}"#
    let whole = token.split(separator: "}").joined(separator: flags) + (token.hasSuffix("}") ? flags : "")
    let found = error { try json("{\"added_tokens\": [\(whole)], \(Self.bytePairs)}") }
    #expect(found.map { "\($0)".isEmpty } == false)
    #expect(
      found.map { String(reflecting: $0).contains(kind) || Mirror(reflecting: $0).children.first?.label == kind }
        == true)
  }

  @Test(arguments: [7, -1, 1_000_000_000_000])
  func aTemplateWithAnotherID(id: Int) throws {
    let template = #"{"type": "BertProcessing", "sep": ["a", 0], "cls": ["b", \#(id)]}"#
    #expect(
      error { try json("{\"post_processor\": \(template), \(Self.bytePairs)}") }
        == .contradictoryID(file: folder.path + "/tokenizer.json", token: "b", id: id, otherID: 1))
  }

  @Test func aTemplateWithAnUnknownToken() throws {
    let template =
      #"{"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "[X]", "type_id": 0}}], "special_tokens": {}}"#
    #expect(throws: TokenizationError.self) { try json("{\"post_processor\": \(template), \(Self.bytePairs)}") }
  }

  @Test(arguments: [
    (
      #"{"type": "TemplateProcessing", "single": [{"Sequence": {"id": "B", "type_id": 0}}], "pair": [], "special_tokens": {}}"#,
      "post_processor.single[0].Sequence.id"
    ),
    (
      #"{"type": "TemplateProcessing", "single": [{"Sequence": {"id": "A", "type_id": -1}}], "pair": [], "special_tokens": {}}"#,
      "post_processor.single[0].Sequence.type_id"
    ),
    (
      #"{"type": "TemplateProcessing", "single": [], "pair": [{"SpecialToken": {"id": "x", "type_id": 0}}], "special_tokens": "#
        + #"{"x": {"id": "x", "ids": [0, 1], "tokens": ["a"]}}}"#, "post_processor.special_tokens.x.tokens"
    ),
  ])
  func aWrongTemplate(section: String, field: String) throws {
    guard case .unexpected(_, field, _, _) = error({ try json("{\"post_processor\": \(section), \(Self.bytePairs)}") })
    else {
      Issue.record("\(section) gave something else than an error of \(field)")
      return
    }
  }

  @Test(arguments: [
    (#""truncation": {"max_length": -1, "strategy": "LongestFirst", "stride": 0}"#, "truncation.max_length"),
    (#""truncation": {"max_length": 1e3, "strategy": "LongestFirst", "stride": 0}"#, "truncation.max_length"),
    (#""truncation": {"max_length": 99999999999, "strategy": "LongestFirst", "stride": 0}"#, "truncation.max_length"),
    (#""truncation": {"max_length": 9, "strategy": "Shortest", "stride": 0}"#, "truncation.strategy"),
    (
      #""truncation": {"max_length": 9, "strategy": "OnlyFirst", "stride": 0, "direction": "Up"}"#,
      "truncation.direction"
    ),
    (
      #""padding": {"strategy": "Shortest", "direction": "Left", "pad_id": 0, "pad_type_id": 0, "pad_token": "x"}"#,
      "padding.strategy"
    ),
    (
      #""padding": {"strategy": {"Fixed": -1}, "direction": "Left", "pad_id": 0, "pad_type_id": 0, "pad_token": "x"}"#,
      "padding.strategy.Fixed"
    ),
    (
      #""padding": {"strategy": "BatchLongest", "direction": "Left", "pad_id": -1, "pad_type_id": 0, "pad_token": "x"}"#,
      "padding.pad_id"
    ),
  ])
  func wrongLengths(section: String, field: String) throws {
    guard case .unexpected(_, field, _, _) = error({ try json("{\(section), \(Self.bytePairs)}") }) else {
      Issue.record("\(section) gave something else than an error of \(field)")
      return
    }
  }

  @Test func endlessNesting() throws {
    let text = "{\"normalizer\": " + String(repeating: "[", count: 100_000)
    #expect(throws: ByteFilesError.self) { try json(text) }
  }

  // MARK: GGUF

  @Test func spoiledGGUFValues() throws {
    func refuses(_ spoil: (inout GGUFVocabulary) -> Void) throws {
      for var gguf in [try GGUFVocabulary.bytePairs(pre: "gpt-2"), try .wordPieces()] {
        spoil(&gguf)
        #expect(throws: TokenizationError.self) { try Tokenizer(gguf: gguf) }
      }
    }
    try refuses { $0.tokenTypes.removeLast() }
    try refuses { $0.tokens.removeAll() }
    try refuses { $0.tokens[9] = [0xFF] }
    // An id that no token has is as good as none: then the usual one counts, if there is such a token.
    var pairs = try GGUFVocabulary.bytePairs(pre: "gpt-2")
    (pairs.addsBegin, pairs.beginID) = (true, 1 << 40)
    #expect(try Tokenizer(gguf: pairs).encode("a").ids.first == 11)
    pairs.beginID = 3
    #expect(try Tokenizer(gguf: pairs).encode("a").ids.first == 3)
    pairs.tokens = Array(pairs.tokens.prefix(10))
    pairs.merges = [Array("a b".utf8)]
    pairs.beginID = -1
    let tokenizer = try Tokenizer(gguf: pairs)
    #expect(throws: TokenizationError.self) { try tokenizer.encode("a") }
  }

  // MARK: Spoiled bytes

  @Test(arguments: ["bpe-roberta", "bpe-added", "wordpiece-added", "wordpiece-cased"])
  func spoiledFilesNeverCrash(name: String) throws {
    let bytes = try Fixture.bytes("tokenization/\(name).json")
    // The vocabulary's middle is all alike: spoil what stands around it byte by byte, and that here and there.
    let text = "The <mask> word é 12 don't\u{301} [MASK] 中文"
    var opened = 0
    func attempt(_ variant: [UInt8]) {
      guard let tokenizer = try? variant.withUnsafeBytes({ try TokenizerJSON($0, file: "f").tokenizer() }) else {
        return
      }
      opened += 1
      guard let encoding = try? tokenizer.encode(text) else { return }
      #expect(encoding.offsets.allSatisfy { $0.upperBound <= text.utf8.count })
      _ = try? tokenizer.decode(encoding.ids)
    }
    let head = bytes.firstIndex(of: UInt8(ascii: "v")) ?? 0
    #expect(head > 0)
    ByteFlips.forEach(of: bytes, stride: 149) { attempt($0) }
    for position in stride(from: 0, to: min(1500, bytes.count), by: 3) {
      var variant = bytes
      variant[position] ^= 0x01
      attempt(variant)
    }
    #expect(opened > 50)
  }

  @Test func spoiledSectionsNeverCrash() throws {
    let file =
      #"{"truncation": {"direction": "Left", "max_length": 6, "strategy": "OnlyFirst", "stride": 1}, "#
      + #""padding": {"strategy": {"Fixed": 9}, "direction": "Left", "pad_to_multiple_of": 4, "pad_id": 2, "#
      + #""pad_type_id": 1, "pad_token": "ab"}, "added_tokens": [{"id": 3, "content": "[x]", "single_word": false, "#
      + #""lstrip": true, "rstrip": true, "normalized": false, "special": true}], \#(Self.bytePairs), "#
      + #""post_processor": {"type": "Sequence", "processors": [{"type": "ByteLevel", "add_prefix_space": true, "#
      + #""trim_offsets": true}, {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "[x]", "type_id": 0}}, "#
      + #"{"Sequence": {"id": "A", "type_id": 0}}], "pair": [{"Sequence": {"id": "A", "type_id": 0}}, "#
      + #"{"Sequence": {"id": "B", "type_id": 1}}], "special_tokens": {"[x]": {"id": "[x]", "ids": [3], "tokens": ["[x]"]}}}, "#
      + #"{"type": "RobertaProcessing", "cls": ["a", 0], "sep": ["b", 1], "trim_offsets": true, "add_prefix_space": false}]}, "#
      + #""decoder": {"type": "Sequence", "decoders": [{"type": "Metaspace", "replacement": "b", "prepend_scheme": "first"}, "#
      + #"{"type": "Replace", "pattern": {"Regex": "a+|x"}, "content": "H"}, {"type": "ByteFallback"}, {"type": "Fuse"}, "#
      + #"{"type": "Strip", "content": "H", "start": 1, "stop": 1}, {"type": "CTC", "pad_token": "x", "#
      + #""word_delimiter_token": "|", "cleanup": true}, {"type": "BPEDecoder", "suffix": "</w>"}]}}"#
    var opened = 0
    func attempt(_ variant: [UInt8]) throws {
      guard let tokenizer = try? variant.withUnsafeBytes({ try TokenizerJSON($0, file: "f").tokenizer() }) else {
        return
      }
      opened += 1
      let options = EncodingOptions(truncation: tokenizer.truncation, padding: tokenizer.padding)
      _ = try? tokenizer.encodeBatch(["ab [x] ba", "", "abab" + "ab ab"], options: options)
      guard let encoding = try? tokenizer.encode("ab [x] b", pair: "ba ab", options: options) else { return }
      #expect(encoding.offsets.allSatisfy { $0.upperBound <= 8 } && encoding.sequenceIDs.count == encoding.ids.count)
      guard let text = try? tokenizer.decode(encoding.ids) else { return }
      var stream = StreamingDecoder(tokenizer)
      #expect(try encoding.ids.map { try stream.append($0) }.joined() + stream.finish() == text)
    }
    try attempt(Array(file.utf8))
    #expect(opened == 1)
    try ByteFlips.forEach(of: Array(file.utf8), stride: 3) { try attempt($0) }
    #expect(opened > 50)
  }

  @Test func spoiledListsNeverCrash() throws {
    let vocabulary = try Fixture.bytes("tokenization/vocab.json")
    let merges = try Fixture.bytes("tokenization/merges.txt")
    let table = try vocabulary.withUnsafeBytes { (bytes) throws in
      var reader = VocabularyReader(file: "f", fileSize: bytes.count)
      var json = try JSONReader(bytes, file: "f")
      try reader.readObject(&json)
      return try reader.finish()
    }
    var read = 0
    ByteFlips.forEach(of: merges, stride: 7) { variant in
      var reader = MergeReader(file: "f", table: table)
      if (try? variant.withUnsafeBytes { try reader.readLines($0) }) != nil { read += 1 }
    }
    #expect(read > 0)
    read = 0
    ByteFlips.forEach(of: vocabulary, stride: 41) { variant in
      var reader = VocabularyReader(file: "f", fileSize: variant.count)
      let done: Void? = try? variant.withUnsafeBytes { (bytes) throws in
        var json = try JSONReader(bytes, file: "f")
        try reader.readObject(&json)
      }
      if done != nil { read += 1 }
      #expect(reader.table.idLimit <= variant.count / 4 + 65_537)
    }
    #expect(read > 0)
  }
}
