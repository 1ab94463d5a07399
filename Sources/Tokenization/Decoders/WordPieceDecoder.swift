/// Joins pieces to words and words with spaces, and takes out the spaces that splitting at punctuation brought in.
struct WordPieceDecoder: DecodingStage {
  /// What marks a piece that goes with the one before it.
  let prefix: [UInt8]
  /// Whether spaces before punctuation and English endings go.
  let cleansUp: Bool
  private var isFirst = true
  private var collector = TokenCollector()

  init(prefix: [UInt8], cleansUp: Bool) {
    self.prefix = prefix
    self.cleansUp = cleansUp
  }

  mutating func decode(_ input: TokenStrings, isLast: Bool, into output: inout TokenStrings) {
    var isFirst = isFirst
    collector.forEachToken(of: input) { token in
      var piece = Array(token)
      if !isFirst { piece = token.starts(with: prefix) ? Array(token.dropFirst(prefix.count)) : [0x20] + token }
      output.append(cleansUp ? Self.cleanUp(piece) : piece)
      isFirst = false
    }
    self.isFirst = isFirst
  }

  /// The replacements, in the reference's order; they see one token with its space, not the whole text.
  private static let replacements: [(found: [UInt8], put: [UInt8])] = [
    (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"),
    (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  /// Takes the spaces before punctuation and English endings out of `piece`.
  static func cleanUp(_ piece: [UInt8]) -> [UInt8] {
    guard piece.contains(0x20) else { return piece }
    return replacements.reduce(piece) { $0.replacing($1.found, by: $1.put) }
  }
}
