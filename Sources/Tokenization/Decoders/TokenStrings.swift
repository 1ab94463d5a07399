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
