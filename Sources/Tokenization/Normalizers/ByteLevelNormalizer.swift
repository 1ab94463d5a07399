/// `ByteLevel`: each byte as the character that stands for it in byte-level vocabularies.
struct ByteLevelNormalizer: Sendable, Equatable {
  /// The text `view`, rewritten.
  func normalize(_ view: TextView) -> AlignedText {
    var rewriter = TextRewriter(view)
    for byte in view.bytes {
      let value = UInt32(ByteAlphabet.scalars[Int(byte)])
      if UTF8Scalars.isContinuation(byte) { rewriter.insert(value) } else { rewriter.replace(with: value) }
    }
    return rewriter.text
  }
}
