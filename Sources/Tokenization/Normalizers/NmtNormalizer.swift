/// `Nmt`: controls out and rare white space made plain, as SentencePiece's rules for machine translation have it.
struct NmtNormalizer: Sendable, Equatable {
  /// The text `view`, rewritten.
  func normalize(_ view: TextView) -> AlignedText {
    var rewriter = TextRewriter(view)
    var index = 0
    while index < view.bytes.count {
      let (value, length) = UTF8Scalars.decode(view.bytes, at: index)
      if Self.isRemoved(value) {
        rewriter.keep(upTo: index)
        rewriter.remove(1)
      } else if Self.isSpace(value) {
        rewriter.keep(upTo: index)
        rewriter.replace(with: 0x20)
      }
      index += length
    }
    rewriter.keep(upTo: index)
    return rewriter.text
  }

  @inline(__always)
  private static func isRemoved(_ value: UInt32) -> Bool {
    switch value {
    case 0x20...0x7E: false
    case 0x01...0x08, 0x0B, 0x0E...0x1F, 0x7F, 0x8F, 0x9F: true
    default: false
    }
  }

  @inline(__always)
  private static func isSpace(_ value: UInt32) -> Bool {
    switch value {
    case 0x20...0x7E: false
    case 0x09, 0x0A, 0x0C, 0x0D, 0x1680, 0x200B...0x200F, 0x2028, 0x2029, 0x2581, 0xFEFF, 0xFFFD: true
    default: false
    }
  }
}
