import ByteFiles
import TestSupport
import Testing

@testable import Tokenization

/// Small folders of each class of tokenizers against what transformers makes of them, and what is refused.
@Suite struct TokenizerFolderTests {
  /// What Scripts/fixtures/tokenizer_folders.py wrote.
  @Test func foldersAreWhatTransformersMakesOfThem() throws {
    try FolderFixture.check("tokenizer-folders", atLeast: 200)
  }

  private func open(_ files: [String: String], name: String = "model") throws -> Tokenizer {
    try FolderFixture.open(files, name: name)
  }

  private static let words = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\nfox\n"
  private static let pairs = ["vocab.json": #"{"a": 0, "b": 1, "ab": 2, "<|endoftext|>": 3}"#, "merges.txt": "a b\n"]

  @Test func vocabulariesWithoutConfigurationsAreBertsAndGPT2s() throws {
    #expect(try open(["vocab.txt": Self.words]).encode("The fox").ids == [2, 5, 6, 3])
    #expect(try open(Self.pairs).encode("ab<|endoftext|>").ids == [2, 3])
    #expect(
      try open(["encoder.json": Self.pairs["vocab.json"] ?? "", "vocab.bpe": "a b\n"]).encode("aab").ids == [0, 2])
  }

  @Test(arguments: [
    ("gpt2", "merges"), ("qwen2", "merges"), ("marian", "vocab.json"), ("esm", "vocab.txt"),
  ])
  func aTokenizerJSONThatItsClassCannotBuildOnIsReadAsItIs(kind: String, lacks: String) throws {
    let json = """
      {"version": "1.0", "added_tokens": [], "pre_tokenizer": {"type": "WhitespaceSplit"},
       "model": {"type": "WordLevel", "vocab": {"[UNK]": 0, "the": 1, "fox": 2}, "unk_token": "[UNK]"}}
      """
    let tokenizer = try open(["config.json": #"{"model_type": "\#(kind)"}"#, "tokenizer.json": json])
    #expect(try tokenizer.encode("the fox").ids == [1, 2])
    #expect(tokenizer.vocabulary.count == 3)
    #expect(tokenizer.notes.contains { $0.contains("needs \(lacks), which model lacks") })
  }

  @Test func aLlamaOverWordPiecesIsReadAsItIs() throws {
    let json = """
      {"version": "1.0", "added_tokens": [], "pre_tokenizer": {"type": "WhitespaceSplit"},
       "model": {"type": "WordPiece", "vocab": {"[UNK]": 0, "the": 1, "##m": 2}, "unk_token": "[UNK]",
                 "continuing_subword_prefix": "##", "max_input_chars_per_word": 100}}
      """
    let tokenizer = try open([
      "tokenizer_config.json": #"{"tokenizer_class": "LlamaTokenizer"}"#, "tokenizer.json": json,
    ])
    #expect(try tokenizer.encode("the them").ids == [1, 1, 2])
    #expect(tokenizer.notes.contains { $0.contains("LlamaTokenizer needs merges") })
  }

  @Test func classesThatAreNotSupportedAreNamed() throws {
    #expect(throws: TokenizationError.unsupportedTokenizer(folder: "model", name: "CanineTokenizer")) {
      try open(["config.json": #"{"model_type": "canine"}"#, "vocab.txt": Self.words])
    }
  }

  @Test func codeOfAFoldersOwnIsRefusedUnlessAClassIsKnown() throws {
    let code = #""auto_map": {"AutoTokenizer": ["tokenization_x.XTokenizer", null]}"#
    #expect(throws: TokenizationError.codeOfItsOwn(folder: "model", name: "tokenization_x.XTokenizer")) {
      try open([
        "tokenizer_config.json": #"{"tokenizer_class": "XTokenizer", \#(code)}"#, "vocab.txt": Self.words,
      ])
    }
    let known = try open([
      "tokenizer_config.json": #"{"tokenizer_class": "BertTokenizer", \#(code)}"#, "vocab.txt": Self.words,
    ])
    #expect(try known.encode("fox").ids == [2, 6, 3])
    #expect(known.notes.contains { $0.contains("tokenization_x.XTokenizer") })
  }

  @Test func aFileThatTheClassNeedsIsNamed() throws {
    #expect(throws: TokenizationError.missingFile(folder: "model", name: "merges.txt", tokenizer: "RobertaTokenizer")) {
      try open(["config.json": #"{"model_type": "roberta"}"#, "vocab.json": Self.pairs["vocab.json"] ?? ""])
    }
  }

  @Test func aTokenTwiceIsTheLastAndSaidInANote() throws {
    let tokenizer = try open(["config.json": #"{"model_type": "bert"}"#, "vocab.txt": Self.words + "\nfox\n\n"])
    #expect(try tokenizer.encode("fox").ids == [2, 8, 3])
    #expect(tokenizer.vocabulary.raw(of: 6) == "fox")
    #expect(tokenizer.notes.count == 1)
  }

  @Test func anotherPipelineThanTheFilesIsSaidInANote() throws {
    let json = #"""
      {"model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
      "max_input_chars_per_word": 100, "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "[MASK]": 4, "fox": 5}}}
      """#
    let rebuilt = try open(["config.json": #"{"model_type": "bert"}"#, "tokenizer.json": json])
    #expect(try rebuilt.encode("FOX").ids == [2, 5, 3])
    #expect(rebuilt.notes.contains { $0.contains("BertTokenizer") && $0.contains("normalizer") })
    let own = try open(["tokenizer.json": json])
    #expect(try own.encode("FOX").ids == [1])
    #expect(own.notes.isEmpty)
  }

  @Test(arguments: [
    ("[]", "the file"), (#"{"tokenizer_class": 5}"#, "tokenizer_class"), (#"{"do_lower_case": "no"}"#, "do_lower_case"),
    (#"{"added_tokens_decoder": []}"#, "added_tokens_decoder"),
    (#"{"added_tokens_decoder": {"x": {"content": "y"}}}"#, "added_tokens_decoder"),
    (#"{"added_tokens_decoder": {"7": "y"}}"#, "added_tokens_decoder.7"),
    (#"{"added_tokens_decoder": {"7": {"content": "y", "lstrip": 1}}}"#, "added_tokens_decoder.7.lstrip"),
    (#"{"cls_token": 5}"#, "cls_token"), (#"{"additional_special_tokens": "x"}"#, "extra_special_tokens"),
  ])
  func aWrongOptionIsNamed(text: String, field: String) throws {
    let error = #expect(throws: TokenizationError.self) {
      try open(["config.json": #"{"model_type": "bert"}"#, "tokenizer_config.json": text, "vocab.txt": Self.words])
    }
    guard case .unexpected(let file, let found, _, _)? = error else { return #expect(error == nil) }
    #expect(file.hasSuffix("tokenizer_config.json"))
    #expect(found == field)
  }

  @Test func idsInFilesAreNoSizes() throws {
    let folders = [("bert", Self.words), ("esm", "<cls>\n<eos>\n<unk>\n")]
    for id in [-1, 1 << 20, Int.max] {
      let text = #"{"added_tokens_decoder": {"\#(id)": {"content": "<x>"}}}"#
      for (type, words) in folders {
        let error = #expect(throws: TokenizationError.self) {
          try open([
            "config.json": #"{"model_type": "\#(type)"}"#, "tokenizer_config.json": text, "vocab.txt": words,
          ])
        }
        guard case .idOutOfRange(_, "<x>", id, _)? = error else { return #expect(error == nil) }
      }
    }
  }

  @Test func anAddedTokenThatIsNumberedOtherwiseIsNoted() throws {
    let bert = try open([
      "config.json": #"{"model_type": "bert"}"#,
      "tokenizer_config.json": #"{"added_tokens_decoder": {"900": {"content": "<x>"}}}"#, "vocab.txt": Self.words,
    ])
    #expect(bert.vocabulary.tokenID(forRaw: "<x>") == 7)
    #expect(bert.notes.contains { $0.hasSuffix("lists “<x>” under the id 900, and the tokenizer numbers it 7") })
  }
}
