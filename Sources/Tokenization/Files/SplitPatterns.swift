/// Pre-tokenizers of regular expressions, for files that name a splitting or hold its expression alone.
enum SplitPatterns {
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
    try patterns.map { .cutting(.split(SplitPreTokenizer(pattern: try SplitPattern(regex: $0, dialect: dialect)))) }
  }
}
