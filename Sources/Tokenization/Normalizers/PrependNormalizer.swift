/// `Prepend`: a fixed text before every text that is not empty; it stands for the first scalar.
struct PrependNormalizer: Sendable, Equatable {
  /// What is put before.
  var content: [UInt8]

  /// The text `view`, rewritten.
  func normalize(_ view: TextView) -> AlignedText {
    var rewriter = TextRewriter(view)
    guard !view.bytes.isEmpty else { return rewriter.text }
    // The reference has the first scalar replaced by what is put before, and inserted again after it.
    let (first, length) = UTF8Scalars.decode(view.bytes, at: 0)
    for (index, value) in UTF8Scalars.all(content).enumerated() { rewriter.write(value, change: index == 0 ? 0 : 1) }
    rewriter.insert(first)
    rewriter.remove(upTo: length)
    rewriter.keep(upTo: view.bytes.count)
    return rewriter.text
  }
}
