/// Replaces, in each token, what a pattern finds.
struct ReplaceDecoder: DecodingStage {
  /// What is looked for.
  enum Pattern: Sendable {
    case literal([UInt8])
  }

  let pattern: Pattern
  /// What is looked for, where that is plain text.
  var literal: [UInt8]? {
    switch pattern {
    case .literal(let literal): literal
    }
  }
  /// What is put in its place.
  let content: [UInt8]
  private var collector = TokenCollector()

  init(pattern: Pattern, content: [UInt8]) {
    self.pattern = pattern
    self.content = content
  }

  mutating func decode(_ input: TokenStrings, isLast: Bool, into output: inout TokenStrings) throws {
    collector.forEachToken(of: input) { token in
      switch pattern {
      case .literal(let found): output.append(Array(token).replacing(found, by: content))
      }
    }
  }
}
