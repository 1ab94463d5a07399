/// Takes white space off the ends of tokens' offsets, as the byte-level post-processor does.
///
/// The token's string says how many characters to leave out, and the text how many bytes these are.
struct OffsetTrimming: Sendable, Equatable {
  /// Whether the byte-level stage may have put a space before the text, which then is not trimmed.
  var addsPrefixSpace: Bool

  /// Trims the offsets of all tokens of `part`, and of its overflowing pieces.
  func trim(_ part: inout EncodingPart) {
    trim(&part.encoding, of: part.text)
    for window in part.encoding.overflowing.indices { trim(&part.encoding.overflowing[window], of: part.text) }
  }

  private func trim(_ encoding: inout Encoding, of text: UnsafeBufferPointer<UInt8>) {
    for index in encoding.ids.indices {
      let token = encoding.tokens[index].unicodeScalars
      var leading = token.prefix(while: Self.isSpace).count
      let trailing = token.reversed().prefix(while: Self.isSpace).count
      var range = encoding.offsets[index]
      if leading > 0 {
        // The one space before the first word is ours: there is nothing to leave out for it.
        if index == 0 || range.lowerBound == 0, addsPrefixSpace, leading == 1 { leading = 0 }
        var start = range.lowerBound
        for _ in 0..<leading where start < range.upperBound { start += UTF8Scalars.decode(text, at: start).length }
        range = min(start, range.upperBound)..<range.upperBound
      }
      if trailing > 0, let end = Self.stepBack(trailing, from: range.upperBound, text) {
        range = range.lowerBound..<max(end, range.lowerBound)
      }
      encoding.offsets[index] = range
    }
  }

  /// The index `count` characters before `index`, if there are so many.
  private static func stepBack(_ count: Int, from index: Int, _ text: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = index
    for _ in 0..<count {
      guard index > 0 else { return nil }
      index -= UTF8Scalars.decode(text, before: index).length
    }
    return index
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "Ġ" || SplitClass.of(scalar.value).contains(.whitespace)
  }
}
