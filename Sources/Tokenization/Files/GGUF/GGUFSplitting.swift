import SafeText

/// How byte pairs split text before they merge, by the names that llama.cpp gives (`tokenizer.ggml.pre`).
///
/// Ids are to be those of llama.cpp, so the expressions say what its `llama-vocab.cpp` does with the ones it quotes. Two
/// things are its own: in expressions that tell capitals from small letters, only ASCII letters are told apart
/// (``GGUFExpressions``), and English endings ignore the case of ASCII letters alone.
struct GGUFSplitting: Equatable {
  /// Expressions whose matches are pieces, each within the pieces of the one before it.
  var patterns: [String]
  /// Whether a piece that is a token as a whole is that token, whatever the merges say.
  var ignoresMerges = false
  /// Whether the begin token comes first where the file does not say.
  var addsBegin = false
  /// Whether the begin token comes first even where the file says that it does not.
  var insistsOnBegin = false
  /// Whether the file's own silence about the begin token means token 11.
  var hasUsualBegin = true
  /// How the vocabulary spells text.
  var spelling = Spelling.bytes

  /// How a vocabulary of byte pairs spells text.
  enum Spelling: Equatable {
    /// Each byte is a character of ``ByteAlphabet``.
    case bytes
    /// Characters stand for themselves and ▁ for a space; bytes are `<0xNN>`.
    case characters
    /// As `characters`, and a run of line ends that is a token as a whole is that token.
    case charactersAndLineEnds
    /// As `charactersAndLineEnds`, and each space begins a word, as does each line.
    case markedWords
    /// Characters stand for themselves, and white space is left out.
    case words
  }

  /// The splitting that `name` names; nil for a name that is not known.
  init?(named name: String) {
    guard let known = Self.byName[name] else { return nil }
    self = known
  }

  /// A splitting at the matches of `patterns`, in the order of stages.
  init(_ patterns: [String]) { self.patterns = patterns }

  /// All names that are known.
  static var names: [String] { byName.keys.sorted() }

  private static let byName: [String: GGUFSplitting] = Dictionary(
    families.flatMap { family in family.names.map { ($0, family.splitting) } }, uniquingKeysWith: { first, _ in first })

  private typealias Family = (names: [String], splitting: GGUFSplitting)

  private static func family(
    _ names: [String], _ patterns: [String], _ change: (inout GGUFSplitting) -> Void = { _ in }
  ) -> Family {
    var splitting = GGUFSplitting(patterns)
    change(&splitting)
    return (names, splitting)
  }

  private static let families: [Family] = gpt2Family + llama3Family + o200kFamily + deepSeekFamily + others + characters

  private static let gpt2 = KnownExpression.gpt2.rawValue
  private static let llama3 = KnownExpression.ggufLlama3.rawValue
  private static let qwen2 = KnownExpression.ggufQwen2.rawValue
  private static let upToThreeDigits = KnownExpression.upToThreeNumbers.rawValue
  private static let oneDigit = KnownExpression.eachNumber.rawValue
  private static let allDigits = KnownExpression.allNumbers.rawValue
  private static let threeASCIIDigits = "[0-9][0-9][0-9]"

  private static let gpt2Family = [
    family(
      [
        "gpt-2", "phi-2", "mpt", "olmo", "jais", "roberta-bpe", "jina-v1-en", "jina-v2-code", "jina-v2-es",
        "jina-v2-de",
        "jina-es", "jina-de", "gigachat", "a.x-4.0", "mellum", "modern-bert", "exaone4", "trillion", "granite-docling",
      ], [gpt2]),
    family(
      ["smollm", "starcoder", "refact", "command-r", "codeshell", "exaone", "minerva-7b", "mellum2"],
      [oneDigit, gpt2]),
    family(["falcon"], [#"[\p{P}\$\+<=>\^~\|`]+"#, gpt2, threeASCIIDigits]),
    family(["default", ""], [#"[\p{P}\$\+<=>\^~\|]+"#, gpt2, allDigits, threeASCIIDigits]),
    family(
      ["chameleon"],
      [
        "<sentinel:[0-9]+>", "(IMGIMG)((A|B|C|D|E|F|G|H|I){1,4})Z", "([\\t\\n]|    |  )", oneDigit,
        #"[\p{P}!-/:-@\[-`{-~]"#, gpt2,
      ]
    ) { $0.addsBegin = true },
  ]

  private static let llama3Family = [
    family(
      [
        "llama-bpe", "llama3", "llama-v3", "falcon3", "falcon-h1", "pixtral", "midm-2.0", "lfm2", "jina-v5-nano",
      ], [llama3]
    ) { ($0.ignoresMerges, $0.addsBegin) = (true, true) },
    family(["dbrx", "smaug-bpe"], [llama3]),
    family(["chatglm-bpe"], [llama3]) { $0.hasUsualBegin = false },
    family(["glm4", "glm5"], [llama3]) {
      ($0.ignoresMerges, $0.hasUsualBegin) = (true, false)
    },
    family(
      [
        "qwen2", "stablelm2", "deepseek-r1-qwen", "kormo", "f2llmv2", "megrez", "hunyuan", "solar-open", "grok-2",
      ], [qwen2]),
    family(["qwen35"], [KnownExpression.ggufQwen35.rawValue]),
    family(["minicpm5"], [upToThreeDigits, GGUFExpressions.llama3WithAllDigits]) { $0.ignoresMerges = true },
    family(["laguna"], [GGUFExpressions.lines, qwen2]),
    family(["k2-horizon"], [GGUFExpressions.k2Horizon]),
    family(["jais-2"], [GGUFExpressions.jais2]),
    family(["seed-coder"], [GGUFExpressions.seedCoder]),
    family(["ufakzeka"], [GGUFExpressions.wordsWithoutEndings]),
    family(["bailingmoe", "bailingmoe2", "llada-moe"], [GGUFExpressions.bailing]),
    family(["exaone-moe"], [GGUFExpressions.exaoneMoE]),
  ]

  private static let o200kFamily = [
    family(
      ["gpt-4o", "llama4", "kanana2", "talkie", "minimax-m2"], [GGUFExpressions.cased(numbers: upToThreeDigits)]),
    family(["granite-embed-multi-97m"], [GGUFExpressions.cased(letters: #"\p{L}\p{M}"#, numbers: upToThreeDigits)]) {
      $0.ignoresMerges = true
    },
    family(["tekken"], [GGUFExpressions.cased(endings: "", numbers: oneDigit)]) {
      ($0.ignoresMerges, $0.addsBegin) = (true, true)
    },
    family(
      ["tiny_aya", "cohere2moe"], [GGUFExpressions.digitsFromBehind, GGUFExpressions.uncased(numbers: upToThreeDigits)]),
    family(["youtu"], [GGUFExpressions.youtuScripts, GGUFExpressions.uncased(numbers: oneDigit)]) {
      $0.ignoresMerges = true
    },
    family(["kimi-k2"], [GGUFExpressions.kimi]),
  ]

  private static let deepSeekFamily = [
    family(
      ["deepseek-v3", "hunyuan-dense", "joyai-llm", "hy_v4"],
      [upToThreeDigits, KnownExpression.ideographs.rawValue, KnownExpression.deepSeek.rawValue]),
    family(
      ["spark2_5"], [upToThreeDigits, KnownExpression.ideographs.rawValue, GGUFExpressions.spark, oneDigit]),
    family(["deepseek-llm"], GGUFExpressions.deepSeekLLM),
    family(["deepseek-coder"], GGUFExpressions.deepSeekCoder),
    family(
      ["afmoe"], [GGUFExpressions.digitsFromBehind, GGUFExpressions.afmoeScripts, KnownExpression.deepSeek.rawValue]),
  ]

  private static let others = [
    family(["poro-chat", "bloom", "gpt3-finnish"], [GGUFExpressions.bloom]),
    family(["viking"], [GGUFExpressions.bloom, oneDigit]),
    family(["superbpe"], [allDigits, "(?=([0-9]{3})+(?![0-9]))"]),
  ]

  private static let characters = [
    family(["gemma4", "granite-embed-multi-311m"], [GGUFExpressions.lines]) {
      ($0.spelling, $0.addsBegin, $0.insistsOnBegin) = (.charactersAndLineEnds, true, true)
    },
    family(["mmbert"], [GGUFExpressions.lines, "\u{2581}[^\u{2581}]*"]) { $0.spelling = .markedWords },
    family(["sarvam-moe"], [GGUFExpressions.lines]) { $0.spelling = .characters },
    family(["whitespace"], [#"\S+"#]) { $0.spelling = .words },
  ]
}
