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

  /// Refuses what a person gave for an expression and is a mistyped name: an expression of one word splits nothing off.
  static func checkGiven(_ pattern: String) throws {
    let isName =
      !pattern.isEmpty
      && pattern.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
    guard isName else { return }
    throw TokenizationError.badPattern(
      pattern: pattern, offset: 0,
      reason: "no splitting has that name; among those that have one are "
        + TiktokenFamily.names.joined(separator: ", "))
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
