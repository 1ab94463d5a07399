/// `Strip`: white space off the ends of a text.
struct StripNormalizer: Sendable, Equatable {
  /// Whether white space goes from the beginning.
  var left = true
  /// Whether white space goes from the end.
  var right = true

  /// The text `view`, rewritten.
  func normalize(_ view: TextView) -> AlignedText {
    var start = 0
    while left, start < view.bytes.count {
      let (value, length) = UTF8Scalars.decode(view.bytes, at: start)
      guard SplitClass.of(value).contains(.whitespace) else { break }
      start += length
    }
    var end = view.bytes.count
    while right, end > start {
      let (value, length) = UTF8Scalars.decode(view.bytes, before: end)
      guard SplitClass.of(value).contains(.whitespace) else { break }
      end -= length
    }
    var rewriter = TextRewriter(view)
    rewriter.remove(upTo: start)
    rewriter.keep(upTo: end)
    return rewriter.text
  }
}
