/// `StripAccents`: all combining marks out of a text; letters that have theirs inside (`é`) keep them.
struct StripAccentsNormalizer: Sendable, Equatable {
  /// The text `view`, rewritten.
  func normalize(_ view: TextView) -> AlignedText {
    var rewriter = TextRewriter(view)
    var index = 0
    while index < view.bytes.count {
      let (value, length) = UTF8Scalars.decode(view.bytes, at: index)
      if value >= 0x80, NormalFormClass.of(value).contains(.mark) {
        rewriter.keep(upTo: index)
        rewriter.remove(upTo: index + length)
      }
      index += length
    }
    rewriter.keep(upTo: index)
    return rewriter.text
  }
}
