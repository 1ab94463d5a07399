/// Decodes the tokens between special ones as texts of their own, by SentencePiece, and leaves special tokens as they are.
struct StretchDecoder: DecodingStage {
  private let special: Set<[UInt8]>
  /// What is put behind each special token.
  private let separator: [UInt8]
  /// SentencePiece's decoder at the beginning of a text.
  private let fresh: SentencePieceDecoder
  private var current: SentencePieceDecoder
  private var collector = TokenCollector()

  /// The decoder of texts between the tokens in `special`, with `separator` behind each of these.
  init(special: Set<[UInt8]>, separator: String, pieces: SentencePieceDecoder) {
    self.special = special
    self.separator = Array(separator.utf8)
    fresh = pieces
    current = pieces
  }

  mutating func decode(_ input: TokenStrings, isLast: Bool, into output: inout TokenStrings) {
    var collector = TokenCollector()
    swap(&collector, &self.collector)
    defer { swap(&collector, &self.collector) }
    collector.forEachToken(of: input) { token in
      guard special.contains(Array(token)) else { return current.append(token, to: &output) }
      current.flushBytes(to: &output)
      current = fresh
      output.append(Array(token) + separator)
    }
    if isLast { current.flushBytes(to: &output) }
  }
}
