/// Regular expressions by which files of other kinds than tokenizer.json split text: they name them, and do not hold them.
enum SplitPatterns {
  /// GPT-2's.
  static let gpt2 = #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#

  /// Llama 3's (numbers `\p{N}{1,3}`) and Qwen's (`\p{N}`).
  static func cl100k(numbers: String, letters: String = #"\p{L}"#, signs: String = #"\p{L}"#) -> String {
    #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?"# + letters + "+|" + numbers + #"| ?[^\s"# + signs
      + #"\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
  }

  /// o200k_base's.
  static let o200k = word("?") + #"|\p{N}{1,3}"# + wordless
  /// Mistral's tekken: no English endings, each digit apart.
  static let tekken = word("") + #"|\p{N}"# + wordless

  private static let wordless = #"| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"#

  private static func word(_ endings: String) -> String {
    let ending = endings.isEmpty ? "" : "(?i:'s|'t|'re|'ve|'m|'ll|'d)" + endings
    return #"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"# + ending
      + #"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"# + ending
  }

  /// The stages that split text at each of `patterns` in turn, whose matches are pieces, and then spell bytes.
  static func stages(
    _ patterns: [String], _ byteLevel: ByteLevelPreTokenizer = ByteLevelPreTokenizer(splits: false),
    dialect: RegexDialect
  ) throws -> PreTokenizer {
    .sequence(try splits(patterns, dialect: dialect) + [.byteLevel(byteLevel)])
  }

  /// The stages that split text at each of `patterns` in turn, whose matches are pieces.
  static func splits(_ patterns: [String], dialect: RegexDialect) throws -> [PreTokenizer] {
    try patterns.map { .split(SplitPreTokenizer(pattern: try SplitPattern(regex: $0, dialect: dialect))) }
  }
}
