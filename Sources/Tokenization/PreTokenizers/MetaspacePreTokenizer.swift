/// SentencePiece's way to keep spaces: each becomes a character of its own, ▁, with which a piece then begins.
struct MetaspacePreTokenizer: Sendable, Equatable {
  /// Which pieces get a space in front that they did not have.
  enum PrependScheme: String, Sendable, Equatable {
    case always, never
    /// That at the very beginning of the text.
    case first
  }

  /// What spaces become.
  var replacement: UInt32 = 0x2581
  var prependScheme = PrependScheme.always
  /// Whether pieces are cut before each of them.
  var splits = true

  private static let space = UInt32(UInt8(ascii: " "))

  /// Rewrites each of `pieces` and calls `body` with the parts.
  func split(_ text: TextView, _ pieces: [Range<Int>], _ body: PreTokenizer.Consumer) throws {
    var rewritten = AlignedText()
    rewritten.bytes.reserveCapacity(text.bytes.count * 5 / 4)
    rewritten.sources.reserveCapacity(text.bytes.count * 5 / 4)
    var parts: [Range<Int>] = []
    for piece in pieces {
      let start = rewritten.bytes.count
      text.forEachScalar(in: piece) { value, range, source in
        let value = value == Self.space ? replacement : value
        if range.lowerBound == piece.lowerBound, value != replacement, prepends(source) {
          // The new character has the place of the one it stands before.
          rewritten.append(replacement, from: source)
        }
        rewritten.append(value, from: source)
      }
      parts.append(start..<rewritten.bytes.count)
    }
    try rewritten.withView { rewritten in
      guard splits else { return try body(rewritten, parts) }
      let beforeMarks = ScalarSplitPreTokenizer(delimiter: .scalar(replacement), behavior: .mergedWithNext)
      try Cutter.scalarSplit(beforeMarks).cut(rewritten, parts, body)
    }
  }

  private func prepends(_ source: SourceRange) -> Bool {
    switch prependScheme {
    case .always: true
    case .never: false
    case .first: source.start == 0
    }
  }
}
