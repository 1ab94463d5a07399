/// How byte-level GGUF files split text, by the names that llama.cpp gives (`tokenizer.ggml.pre`).
///
/// The expressions are those of the models' own tokenizer.json, as llama.cpp's `llama-vocab.cpp` quotes them. Names whose
/// expression is only a likeness there are not known here.
struct GGUFSplitting {
  /// Expressions whose matches are pieces, each within the pieces of the one before it.
  let patterns: [String]
  /// Whether a piece that is a token as a whole is that token, whatever the merges say.
  var ignoresMerges = false
  /// Whether the begin token comes first where the file does not say.
  var addsBegin = false

  /// The splitting that `name` names; nil for a name that is not known.
  init?(named name: String) {
    guard let known = Self.families.first(where: { $0.names.contains(name) })?.splitting else { return nil }
    self = known
  }

  /// All names that are known.
  static var names: [String] { families.flatMap(\.names).sorted() }

  private init(_ patterns: [String], ignoresMerges: Bool = false, addsBegin: Bool = false) {
    self.patterns = patterns
    self.ignoresMerges = ignoresMerges
    self.addsBegin = addsBegin
  }

  private static let upToThreeDigits = #"\p{N}{1,3}"#
  private static let oneDigit = #"\p{N}"#
  private static let threeASCIIDigits = "[0-9][0-9][0-9]"

  private static let families: [(names: Set<String>, splitting: GGUFSplitting)] = [
    (
      [
        "gpt-2", "phi-2", "mpt", "olmo", "jais", "roberta-bpe", "jina-v1-en", "jina-v2-code", "jina-v2-es",
        "jina-v2-de",
        "jina-es", "jina-de", "modern-bert", "exaone4", "trillion", "granite-docling",
      ], GGUFSplitting([SplitPatterns.gpt2])
    ),
    (
      ["smollm", "starcoder", "refact", "command-r", "codeshell", "exaone", "minerva-7b"],
      GGUFSplitting([oneDigit, SplitPatterns.gpt2])
    ),
    (
      ["llama-bpe", "llama3", "llama-v3", "falcon3", "falcon-h1", "pixtral", "midm-2.0", "lfm2"],
      GGUFSplitting([SplitPatterns.cl100k(numbers: upToThreeDigits)], ignoresMerges: true, addsBegin: true)
    ),
    (["dbrx", "smaug-bpe", "chatglm-bpe"], GGUFSplitting([SplitPatterns.cl100k(numbers: upToThreeDigits)])),
    (["glm4", "glm5"], GGUFSplitting([SplitPatterns.cl100k(numbers: upToThreeDigits)], ignoresMerges: true)),
    (
      ["qwen2", "stablelm2", "deepseek-r1-qwen", "megrez", "hunyuan"],
      GGUFSplitting([SplitPatterns.cl100k(numbers: oneDigit)])
    ),
    (
      ["qwen35"],
      GGUFSplitting([
        SplitPatterns.cl100k(numbers: oneDigit, letters: #"[\p{L}\p{M}]"#, signs: #"\p{L}\p{M}"#)
      ])
    ),
    (["gpt-4o", "llama4", "kanana2"], GGUFSplitting([SplitPatterns.o200k])),
    (["tekken"], GGUFSplitting([SplitPatterns.tekken], ignoresMerges: true, addsBegin: true)),
    (
      ["deepseek-v3", "hunyuan-dense"],
      GGUFSplitting([upToThreeDigits, SplitPatterns.ideographs, SplitPatterns.deepSeek])
    ),
    (["deepseek-llm"], GGUFSplitting(SplitPatterns.deepSeekLLM)),
    (["deepseek-coder"], GGUFSplitting(SplitPatterns.deepSeekCoder)),
    (
      ["falcon"],
      GGUFSplitting([#"[\p{P}\$\+<=>\^~\|`]+"#, SplitPatterns.gpt2, threeASCIIDigits])
    ),
  ]
}
