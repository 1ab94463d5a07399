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
