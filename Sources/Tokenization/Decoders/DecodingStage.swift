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

/// The stages of a decoder, one after the other, over tokens that may come bit by bit.
struct DecodingChain: Sendable {
  private var stages: [any DecodingStage]

  /// The stages of `decoder`, at the beginning of a text.
  init(_ decoder: TokenDecoder) { stages = decoder.stages }

  /// The text that `tokens` add to what was given before: whole scalars, which no later token changes.
  ///
  /// With `isLast` nothing is kept back. All texts together are the same however the tokens are divided among calls.
  mutating func decode(_ tokens: TokenStrings, isLast: Bool) throws -> String {
    var input = tokens
    var output = TokenStrings()
    for index in stages.indices {
      try stages[index].decode(input, isLast: isLast, into: &output)
      swap(&input, &output)
      output.removeAll()
    }
    return String(decoding: input.bytes, as: UTF8.self)
  }
}

/// The strings of tokens, one after the other: what decoding stages hand on.
///
/// The string of the last token may be unfinished: a stage that makes one token of many gives it away piece by piece.
struct TokenStrings {
  /// Valid UTF-8 that cuts no scalar.
  var bytes: [UInt8] = []
  /// Where each finished token ends in ``bytes``.
  var ends: [Int] = []

  /// No tokens.
  init() {}

  /// The strings of whole tokens.
  init(_ tokens: [[UInt8]]) {
    for token in tokens { append(token) }
  }

  /// Appends a whole token, or the rest of one.
  mutating func append(_ token: some Sequence<UInt8>) {
    bytes.append(contentsOf: token)
    endToken()
  }

  /// Says that a token ends here.
  mutating func endToken() { ends.append(bytes.count) }

  /// Takes everything out and keeps the memory.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// Calls `body` with each stretch of one token's string, and whether the token ends with it.
  @inline(__always)
  func forEachPart(_ body: (ArraySlice<UInt8>, Bool) throws -> Void) rethrows {
    var start = 0
    for end in ends {
      try body(bytes[start..<end], true)
      start = end
    }
    if start < bytes.count { try body(bytes[start...], false) }
  }
}
