/// Replaces, in each token, what a pattern finds.
struct ReplaceDecoder: DecodingStage {
  /// What is looked for.
  let pattern: SplitPattern
  /// What is put in its place.
  let content: [UInt8]
  private var collector = TokenCollector()

  init(pattern: SplitPattern, content: [UInt8]) {
    self.pattern = pattern
    self.content = content
  }

  /// What is looked for, where that is plain text.
  var literal: [UInt8]? {
    if case .literal(let literal) = pattern.kind { literal } else { nil }
  }

  mutating func decode(_ input: TokenStrings, isLast: Bool, into output: inout TokenStrings) throws {
    try collector.forEachToken(of: input) { token in
      try token.withUnsafeBufferPointer { token in
        var start = 0
        try pattern.forEachMatch(in: token, within: 0..<token.count) { match in
          output.bytes += token[start..<match.lowerBound]
          output.bytes += content
          start = match.upperBound
        }
        output.append(token[start...])
      }
    }
  }
}
