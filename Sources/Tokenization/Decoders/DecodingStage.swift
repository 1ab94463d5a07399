/// One stage of decoding, with what it remembers of the text so far.
///
/// What a stage gives is final. It may keep back what depends on tokens to come, until it knows them or `isLast` says that
/// none follow; then every token is finished.
protocol DecodingStage: Sendable {
  /// Takes more tokens and appends to `output` what they, and what was kept back, come to.
  mutating func decode(_ input: TokenStrings, isLast: Bool, into output: inout TokenStrings) throws
}

/// For stages that look at tokens as a whole: collects the parts of one until it ends.
struct TokenCollector: Sendable {
  private var begun: [UInt8] = []

  /// Calls `body` with each token that `input` finishes.
  @inline(__always)
  mutating func forEachToken(of input: TokenStrings, _ body: (ArraySlice<UInt8>) throws -> Void) rethrows {
    try input.forEachPart { part, ends in
      guard ends else { return begun.append(contentsOf: part) }
      guard !begun.isEmpty else { return try body(part) }
      begun.append(contentsOf: part)
      try body(begun[...])
      begun.removeAll(keepingCapacity: true)
    }
  }
}
