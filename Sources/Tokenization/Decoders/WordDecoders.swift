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

/// Makes spaces of the mark at the ends of words (`</w>`), but for the last token, whose marks vanish.
///
/// The reference calls it `BPEDecoder`.
struct WordEndDecoder: DecodingStage {
  /// What marks the end of a word.
  let suffix: [UInt8]
  /// The token before, which may be the last.
  private var held: [UInt8]?
  private var collector = TokenCollector()

  init(suffix: [UInt8]) { self.suffix = suffix }

  mutating func decode(_ input: TokenStrings, isLast: Bool, into output: inout TokenStrings) {
    var held = held
    collector.forEachToken(of: input) { token in
      if let held { output.append(held.replacing(suffix, by: [0x20])) }
      held = Array(token)
    }
    if isLast, let last = held {
      output.append(last.replacing(suffix, by: []))
      held = nil
    }
    self.held = held
  }
}

/// Puts a space between tokens.
struct SpaceDecoder: DecodingStage {
  private var isFirst = true
  private var collector = TokenCollector()

  mutating func decode(_ input: TokenStrings, isLast: Bool, into output: inout TokenStrings) {
    var isFirst = isFirst
    collector.forEachToken(of: input) { token in
      if !isFirst { output.bytes.append(0x20) }
      output.append(token)
      isFirst = false
    }
    self.isFirst = isFirst
  }
}

/// For models that give a token at each moment of a recording: of equal neighbours one stays, the blank goes, and the mark
/// between words becomes a space.
///
/// Source: connectionist temporal classification, Graves et al. 2006.
struct CTCDecoder: DecodingStage {
  /// The blank, which stands between two equal tokens that are meant twice.
  let blank: [UInt8]
  /// What stands between words; stays where nothing is cleaned up.
  let wordMark: [UInt8]
  /// Whether word marks become spaces, and spaces before punctuation and English endings go.
  let cleansUp: Bool
  private var previous: [UInt8]?
  private var collector = TokenCollector()

  init(blank: [UInt8], wordMark: [UInt8], cleansUp: Bool) {
    self.blank = blank
    self.wordMark = wordMark
    self.cleansUp = cleansUp
  }

  mutating func decode(_ input: TokenStrings, isLast: Bool, into output: inout TokenStrings) {
    var previous = previous
    collector.forEachToken(of: input) { token in
      if let previous, previous.elementsEqual(token) { return }
      let token = Array(token)
      previous = token
      var text = token.replacing(blank, by: [])
      if cleansUp { text = WordPieceDecoder.cleanUp(text).replacing(wordMark, by: [0x20]) }
      if !text.isEmpty { output.append(text) }
    }
    self.previous = previous
  }
}
