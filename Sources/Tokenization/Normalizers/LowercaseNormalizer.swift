/// `Lowercase`: each scalar in lower case, whatever stands around it.
struct LowercaseNormalizer: Sendable, Equatable {
  /// The text `view`, rewritten.
  func normalize(_ view: TextView) -> AlignedText {
    var rewriter = TextRewriter(view)
    while rewriter.next < view.bytes.count {
      let end = view.endOfASCII(from: rewriter.next)
      if end > rewriter.next {
        rewriter.keepASCII(upTo: end) { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        continue
      }
      let value = UTF8Scalars.decode(view.bytes, at: rewriter.next).value
      rewriter.replace(with: NormalizationClass.of(value).contains(.lowers) ? ScalarMapping.lowercase(value) : value)
      if value == 0x130 { rewriter.insert(ScalarMapping.dottedIRest) }
    }
    return rewriter.text
  }
}
