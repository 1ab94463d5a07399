import Tokenization

/// A folder with small vocabularies, whose configurations are what is fuzzed.
enum ConfiguredFolder {
  /// Kinds of models, each with the vocabularies that its class reads; every second time beside a tokenizer.json.
  private static let kinds = [
    "bert", "gpt2", "roberta", "clip", "qwen2", "esm", "whisper", "funnel", "mpnet", "blenderbot", "cohere", "zzz",
  ]

  /// Opens the folder that `bytes` stand for; nil where it is refused.
  static func open(_ bytes: UnsafeRawBufferPointer) -> Tokenizer? {
    guard let first = bytes.first else { return nil }
    let kind = kinds[Int(first >> 1) % kinds.count]
    var files = vocabularies
    if first & 1 == 1 { files["tokenizer.json"] = json }
    files["config.json"] = Array(#"{"model_type": "\#(kind)"}"#.utf8)
    let parts = bytes.dropFirst().split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
    for (name, part) in zip(["tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"], parts)
    where !part.isEmpty {
      files[name] = Array(part)
    }
    let folder = FuzzFolder.shared
    var paths: [String: String] = [:]
    for (name, content) in files {
      content.withUnsafeBytes { folder.write($0, to: "configured-\(name)") }
      paths[name] = folder.path + "/configured-" + name
    }
    return try? Tokenizer.open(folder: TokenizerFolder(place: "fuzz", files: paths))
  }

  private static let words = "[PAD] [UNK] [CLS] [SEP] [MASK] <s> <pad> </s> <unk> <mask> <cls> <sep> <eos> the ##e w x"
  private static let pieces =
    "<|endoftext|> <|startoftext|> <|startoftranscript|> <|notimestamps|> <|translate|> <s> <pad> </s> <unk> <mask> a b ab "
    + "\u{120} \u{120}a a</w> b</w> ab</w> c"

  private static let vocabularies: [String: [UInt8]] = [
    "vocab.txt": words.utf8.map { $0 == 0x20 ? 0x0A : $0 },
    "vocab.json": Array("{\(entries(pieces))}".utf8),
    "merges.txt": Array("#version: 0.2\na b\n\u{120} a\na b</w>\n".utf8),
  ]

  private static let json = Array(
    ###"""
    {"model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 9,
    "vocab": {\###(entries(words))}}, "added_tokens": [{"id": 17, "content": "<x>", "special": true, "lstrip": true,
    "rstrip": false, "single_word": false, "normalized": false}]}
    """###.utf8)

  /// Each word of `list` with its place, as members of a JSON object.
  private static func entries(_ list: String) -> String {
    list.utf8.split(separator: 0x20).enumerated().map { "\"\(String(decoding: $1, as: UTF8.self))\": \($0)" }
      .joined(separator: ", ")
  }
}
