/// `Replace`: each match of a pattern becomes a fixed text, which stands for the last scalar of the match.
struct ReplaceNormalizer: Sendable, Equatable {
  /// What is looked for.
  var pattern: SplitPattern
  /// What comes in its place.
  var content: [UInt8]

  /// The text `view`, rewritten.
  func normalize(_ view: TextView) throws -> AlignedText {
    var rewriter = TextRewriter(view)
    guard !view.bytes.isEmpty else { return rewriter.text }
    let scalars = UTF8Scalars.all(content)
    try pattern.forEachMatch(in: view.bytes, within: 0..<view.bytes.count) { match in
      rewriter.keep(upTo: match.lowerBound)
      rewriter.remove(upTo: match.upperBound)
      for value in scalars { rewriter.insert(value) }
    }
    rewriter.keep(upTo: view.bytes.count)
    return rewriter.text
  }
}
