/// What a tiktoken file of a well-known name means: how its text is split, and which special tokens it has.
///
/// Source: tiktoken's `openai_public.py` and, for `qwen`, the `tokenization_qwen.py` beside its file. Whisper's own tokens
/// behind `<|endoftext|>` (languages, times) are in no file and depend on the model: they are left out.
enum TiktokenFamily: String, CaseIterable {
  case gpt2
  case r50k = "r50k_base"
  case p50k = "p50k_base"
  case p50kEdit = "p50k_edit"
  case multilingual
  case cl100k = "cl100k_base"
  case o200k = "o200k_base"
  case qwen

  /// All names, for messages.
  static var names: [String] { allCases.map(\.rawValue) }

  /// The family that `name` names, in any case, with or without `_base`.
  init?(named name: String) {
    let name = name.lowercased()
    guard let family = Self(rawValue: name) ?? Self(rawValue: name + "_base") else { return nil }
    self = family
  }

  /// The family of a file by its name: `cl100k_base.tiktoken`, `Qwen.tiktoken`, `gpt2-v1.tiktoken`.
  init?(fileName path: String) {
    var stem = path.split(separator: "/").last.map(String.init) ?? path
    if let dot = stem.lastIndex(of: ".") { stem = String(stem[..<dot]) }
    let parts = stem.split { "-. ".contains($0) }.map(String.init)
    guard let family = Self(named: stem) ?? parts.lazy.compactMap(Self.init(named:)).first else { return nil }
    self = family
  }

  /// The special tokens and their ids.
  var specialTokens: [(content: String, id: Int)] {
    let end = "<|endoftext|>"
    switch self {
    case .gpt2, .r50k, .p50k: return [(end, 50_256)]
    case .p50kEdit: return [(end, 50_256)] + Self.fillInTheMiddle(from: 50_281)
    case .multilingual: return [(end, 50_257)]
    case .cl100k: return [(end, 100_257)] + Self.fillInTheMiddle(from: 100_258) + [("<|endofprompt|>", 100_276)]
    case .o200k: return [(end, 199_999), ("<|endofprompt|>", 200_018)]
    case .qwen:
      let chat = [(end, 151_643), ("<|im_start|>", 151_644), ("<|im_end|>", 151_645)]
      return chat + (0..<205).map { ("<|extra_\($0)|>", 151_646 + $0) }
    }
  }

  private static func fillInTheMiddle(from id: Int) -> [(String, Int)] {
    [("<|fim_prefix|>", id), ("<|fim_middle|>", id + 1), ("<|fim_suffix|>", id + 2)]
  }

  /// How the family rewrites text before it is split: Qwen composes characters, tiktoken itself does nothing.
  var normalizer: Normalizer? { self == .qwen ? .form(NormalFormNormalizer(composes: true)) : nil }

  /// The regular expression whose matches are the pieces, as tiktoken writes it.
  var pattern: String {
    switch self {
    case .gpt2, .r50k, .p50k, .p50kEdit, .multilingual: KnownExpression.r50k.rawValue
    case .cl100k: KnownExpression.cl100k.rawValue
    case .o200k: KnownExpression.o200k.rawValue
    case .qwen: KnownExpression.qwen2.rawValue
    }
  }
}
