/// Which tokens of a GGUF vocabulary are looked for in texts before anything else, and which of them stand for no text.
///
/// Control, unknown and user-defined tokens are; besides, llama.cpp knows some tokens by their strings, whatever type the
/// file gives them, and a few models whose special tokens take white space along.
struct GGUFSpecialTokens {
  private let gguf: GGUFVocabulary
  private let table: TokenTable

  /// The special tokens of `gguf`, whose tokens are those of `table`.
  init(_ gguf: GGUFVocabulary, _ table: TokenTable) {
    self.gguf = gguf
    self.table = table
  }

  /// The tokens that are looked for; of a token that is there twice, only the id that text becomes.
  func added() -> [AddedToken] {
    var types: [Int: TokenType] = [:]
    for id in gguf.tokens.indices {
      if let type = gguf.storedType(id), [.control, .unknown, .userDefined].contains(type) { types[id] = type }
    }
    let fills = Self.fills.filter { !$0.keys.contains { gguf.specialID(gguf.fillIDs[$0], usual: nil) != nil } }
    for id in ids(of: Self.controls + fills.flatMap(\.strings)) {
      types[id] = types[id] == .userDefined ? .control : types[id] ?? .control
    }
    for id in ids(of: Self.alwaysShown) { types[id] = .userDefined }
    if isHarmony { for id in ids(of: ["<|end|>"]) { types[id] = .userDefined } }
    // Gemma 4 has such a token among its words.
    if !ids(of: ["<|tool_response>"]).isEmpty { for id in ids(of: ["</s>"]) { types[id] = nil } }
    return types.compactMap { id, type in
      guard table.isFound(under: id) else { return nil }
      var token = AddedToken(content: gguf.tokens[id], id: id, isSpecial: type != .userDefined)
      (token.stripsLeft, token.stripsRight) = stripping(token)
      return token
    }
  }

  private func ids(of strings: [String]) -> [Int] { strings.compactMap { table.id(of: Array($0.utf8)) } }

  /// Whether the tokens are those of o200k_harmony or of Solar, where `<|end|>` ends no text.
  private var isHarmony: Bool {
    func has(_ string: String) -> Bool { !ids(of: [string]).isEmpty }
    return (has("<|call|>") || has("<|calls|>")) && (has("<|return|>") || has("<|flush|>"))
  }

  /// Which white space a token takes along, by the names of models and splittings.
  private func stripping(_ token: AddedToken) -> (left: Bool, right: Bool) {
    let content = String(decoding: token.content, as: UTF8.self)
    let pre = gguf.pre ?? ""
    if ["jina-v2-de", "jina-v2-es", "jina-v2-code", "mmbert"].contains(where: pre.contains)
      || ["nomic-bert-moe", "jina-bert-v3"].contains(where: gguf.architecture.contains)
    {
      return (content == "<mask>", false)
    }
    let name = gguf.modelName.lowercased()
    if name.contains("phi-3") || name.contains("phi3") {
      return (false, !["<unk>", "<s>", "<|endoftext|>"].contains(content))
    }
    return (name.contains("modern-bert") && content == "[MASK]", false)
  }

  /// Tokens that end texts.
  private static let controls = [
    "<|eot_id|>", "<|im_end|>", "<|end|>", "<|return|>", "<|call|>", "<|flush|>", "<|calls|>", "<end_of_turn>",
    "<|endoftext|>", "</s>", "<|eom_id|>", "<EOT>", "_<EOT>", "[EOT]", "[EOS]", "<|end_of_text|>",
    "<end_of_utterance>", "<eos>", "<turn|>", "<|tool_response>", "<｜end▁of▁sentence｜>", "[e~[",
    "<|ifm|im_end|>",
  ]

  /// Tokens for gaps in code, and the keys that say which they are: where one does, no token is known by its string.
  private static let fills: [(keys: [String], strings: [String])] = [
    (
      ["fim_pre_token_id", "prefix_token_id"],
      [
        "<|fim_prefix|>", "<fim-prefix>", "<fim_prefix>", "<｜fim▁begin｜>", "<PRE>", "▁<PRE>", "<|code_prefix|>",
        "<|prefix|>", "<|plamo:fim_prefix|>",
      ]
    ),
    (
      ["fim_suf_token_id", "suffix_token_id"],
      [
        "<|fim_suffix|>", "<fim-suffix>", "<fim_suffix>", "<｜fim▁hole｜>", "<SUF>", "▁<SUF>", "<|code_suffix|>",
        "<|suffix|>", "<|plamo:fim_suffix|>",
      ]
    ),
    (
      ["fim_mid_token_id", "middle_token_id"],
      [
        "<|fim_middle|>", "<fim-middle>", "<fim_middle>", "<｜fim▁end｜>", "<MID>", "▁<MID>", "<|code_middle|>",
        "<|middle|>", "<|plamo:fim_middle|>",
      ]
    ),
    (["fim_pad_token_id"], ["<|fim_pad|>", "<fim-pad>", "<fim_pad>", "<PAD>", "[PAD]"]),
    (["fim_rep_token_id"], ["<|fim_repo|>", "<|repo_name|>", "<fim-repo>", "<REPO>", "<reponame>"]),
    (["fim_sep_token_id"], ["<|file_sep|>", "<|plamo:file_separator|>"]),
  ]

  /// The keys under which a file gives ids of tokens for gaps in code.
  static let fillKeys = fills.flatMap(\.keys)

  /// Tokens that decoding never leaves out.
  private static let alwaysShown = ["<|channel|>", "<|message|>", "<|start|>", "<|constrain|>"]
}
