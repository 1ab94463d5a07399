/// Joins pieces to words and words with spaces, and takes out the spaces that splitting at punctuation brought in.
struct WordPieceDecoder: Sendable, Equatable {
  /// What marks a piece that goes with the one before it.
  var prefix: [UInt8]
  /// Whether spaces before punctuation and English endings go.
  var cleansUp: Bool

  /// The text that `tokens` stand for.
  func decode(_ tokens: [[UInt8]]) -> String {
    var text: [UInt8] = []
    for (index, token) in tokens.enumerated() {
      var piece = token
      if index > 0 {
        piece = token.starts(with: prefix) ? Array(token.dropFirst(prefix.count)) : [0x20] + token
      }
      text += cleansUp ? Self.cleanUp(piece) : piece
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The replacements, in the reference's order; they see one token with its space, not the whole text.
  private static let replacements: [(found: [UInt8], put: [UInt8])] = [
    (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"),
    (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  private static func cleanUp(_ piece: [UInt8]) -> [UInt8] {
    guard piece.contains(0x20) else { return piece }
    return replacements.reduce(piece) { replace($1.found, by: $1.put, in: $0) }
  }

  private static func replace(_ found: [UInt8], by put: [UInt8], in piece: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < piece.count {
      if piece[index...].starts(with: found) {
        result += put
        index += found.count
      } else {
        result.append(piece[index])
        index += 1
      }
    }
    return result
  }
}
