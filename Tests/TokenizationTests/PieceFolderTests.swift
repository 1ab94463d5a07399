import ByteFiles
import TestSupport
import Testing

@testable import Tokenization

/// Small folders of SentencePiece vocabularies, one for each class and several options, against what transformers makes of them.
@Suite struct PieceFolderTests {
  /// What Scripts/fixtures/piece_folders.py wrote.
  @Test func foldersAreWhatTransformersMakesOfThem() throws {
    try FolderFixture.check("piece-folders", atLeast: 80)
  }

  private func open(_ files: [String: String], models: [String: String]) throws -> Tokenizer {
    try FolderFixture.open(files, beside: models.mapValues { Fixture.path("piece-folders/\($0)") })
  }

  private static let llama = ["tokenizer.model": "llama.model"]

  @Test func aVocabularyThatIsMissingIsNamed() throws {
    #expect(throws: TokenizationError.missingFile(folder: "model", name: "spiece.model", tokenizer: "T5Tokenizer")) {
      try open(["config.json": #"{"model_type": "t5"}"#], models: [:])
    }
  }

  @Test func classesWithoutAPipelineOfTheirOwnTakeTheFiles() throws {
    let tokenizer = try open(["config.json": #"{"model_type": "phi3"}"#], models: Self.llama)
    // No space is put before the text.
    #expect(try tokenizer.encode("the").tokens.first?.hasPrefix("\u{2581}") == false)
  }

  @Test(arguments: [
    ("T5Tokenizer", "t5", #""extra_ids": 100000000"#, "extra_ids"),
    ("T5Tokenizer", "t5", #""extra_ids": "many""#, "extra_ids"),
    ("PegasusTokenizer", "t5", #""offset": -1"#, "offset"),
    ("PegasusTokenizer", "t5", #""offset": 9223372036854775807"#, "offset"),
    ("T5Tokenizer", "t5", #""additional_special_tokens": [5]"#, "extra_special_tokens"),
  ])
  func anAbsurdOptionIsNamed(name: String, model: String, option: String, field: String) throws {
    let error = #expect(throws: TokenizationError.self) {
      try open(
        ["tokenizer_config.json": #"{"tokenizer_class": "\#(name)", \#(option)}"#],
        models: ["spiece.model": "\(model).model"])
    }
    guard case .unexpected(let file, let found, _, _)? = error else { return #expect(error == nil) }
    #expect(file.hasSuffix("tokenizer_config.json"))
    #expect(found == field)
  }

  @Test func twoVocabulariesOfOneTranslatorAreRefused() throws {
    let error = #expect(throws: TokenizationError.self) {
      try open(
        [
          "tokenizer_config.json": #"{"tokenizer_class": "MarianTokenizer", "separate_vocabs": true}"#,
          "vocab.json": #"{"<unk>": 0}"#,
        ], models: ["source.spm": "fairseq.model", "target.spm": "t5.model"])
    }
    #expect(error?.description.contains("separate_vocabs") == true)
  }

  @Test func aLanguageThatIsNoneIsNamed() throws {
    let error = #expect(throws: TokenizationError.self) {
      try open(
        [
          "tokenizer_config.json": #"{"tokenizer_class": "M2M100Tokenizer", "src_lang": "klingon"}"#,
          "vocab.json": #"{"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3}"#,
        ], models: ["sentencepiece.bpe.model": "fairseq.model"])
    }
    #expect(error?.description.contains("klingon") == true)
  }

  /// Two ways to cut a run of letters are equally good but for the rounding of 32-bit sums.
  @Test func scoresAreAddedAsFloats() throws {
    let pieces = [("<unk>", Float(0)), ("a", -9), ("aaa", -5.753749847412109), ("aaaa", -6.764393329620361)]
    #expect(try best(pieces, count: 67) == Self.bestInFloats(pieces, count: 67))
  }

  /// The ids of `count` letters a.
  private func best(_ pieces: [(String, Float)], count: Int) throws -> [Int] {
    let model = UnigramModel(
      table: try table(pieces.map(\.0)), scores: pieces.map { Double($0.1) }, unknownID: 0, fallbackTokens: nil,
      rules: SentencePieceUnigram(pieces.map { .init(content: Array($0.0.utf8), score: $0.1, type: .normal) })
    ) { $0 > 0 }
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: count)
    return try text.withUnsafeBufferPointer { bytes in
      var builder = EncodingBuilder(wantsOffsets: false, bytes: bytes.count)
      var scratch = UnigramModel.Scratch()
      try model.encode(TextView(bytes: bytes, sources: nil, base: 0), 0..<bytes.count, &scratch, into: &builder)
      return builder.ids
    }
  }

  /// Beyond 100,000 sums begin again at 0, which decides between equally good ways: the ids are those of sentencepiece 0.2.3
  /// for a model of these pieces.
  @Test func largeSumsAreCountedAnew() throws {
    let pieces = [("<unk>", Float(0)), ("a", -9000), ("aaa", -4868.705078125), ("aaaa", -6491.60693359375)]
    let expected = [3, 3, 2, 2, 2, 3, 3] + [Int](repeating: 2, count: 19) + [3] + [Int](repeating: 2, count: 15)
    #expect(try best(pieces, count: 131) == expected)
  }

  private func table(_ tokens: [String]) throws -> TokenTable {
    var reader = VocabularyReader(file: "pieces", fileSize: 100)
    for (id, token) in tokens.enumerated() { try reader.insert(Array(token.utf8), id: id) }
    return try reader.finish()
  }

  /// The best way by the definition, in plain steps: of equal sums the first found stays.
  private static func bestInFloats(_ pieces: [(String, Float)], count: Int) -> [Int] {
    var best: [(score: Float, id: Int)?] = [(0, 0)] + [(Float, Int)?](repeating: nil, count: count)
    for start in 0..<count {
      guard let before = best[start] else { continue }
      for (id, piece) in pieces.enumerated().dropFirst() where start + piece.0.utf8.count <= count {
        let end = start + piece.0.utf8.count
        let sum = before.score + piece.1
        if best[end].map({ sum > $0.score }) ?? true { best[end] = (sum, id) }
      }
    }
    var ids: [Int] = []
    var end = count
    while end > 0, let place = best[end] {
      ids.insert(place.id, at: 0)
      end -= pieces[place.id].0.utf8.count
    }
    return ids
  }
}
