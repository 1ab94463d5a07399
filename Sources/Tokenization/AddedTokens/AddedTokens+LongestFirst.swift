extension AddedTokens {
  /// Which tokens are found where they overlap in a text, and which white space they take along.
  enum Search: Sendable {
    /// As in `tokenizers`: of the tokens that begin leftmost the longest; white space is Unicode's.
    case leftmost
    /// As in llama.cpp: the longest token wherever it is in the text, then shorter ones in what is left; white space is ASCII's.
    case longestFirst
  }

  /// Where tokens are in `text` by ``Search/longestFirst``, from left to right.
  func longestFirst(
    in text: UnsafeBufferPointer<UInt8>, _ matcher: TokenMatcher, keepsSpecial: Bool
  ) -> [Segment] {
    var starts = text.indices.filter { matcher.longestMatch(in: text, from: $0) != nil }
    var isTaken = [Bool](repeating: false, count: starts.isEmpty ? 0 : text.count)
    var found: [Segment] = []
    for length in lengths {
      // Of tokens as long as each other, the one with the lowest id goes first.
      let matches = starts.compactMap { start in
        matcher.match(in: text, from: start, length: length).map { (start, $0) }
      }
      for (start, index) in matches.sorted(by: { ($0.1, $0.0) < ($1.1, $1.0) }) {
        let token = tokens[index]
        guard !(keepsSpecial && token.isSpecial), !isTaken[start..<start + length].contains(true) else { continue }
        let range = withSpaces(start..<start + length, of: token, text, isTaken)
        for place in range { isTaken[place] = true }
        found.append(Segment(range: range, token: token))
      }
      starts.removeAll { isTaken[$0] }
    }
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The tokens that are `found` in a text of `count` bytes, and what lies between them.
  func filled(_ found: [Segment], _ count: Int) -> [Segment] {
    var segments: [Segment] = []
    var start = 0
    for segment in found {
      if start < segment.range.lowerBound { segments.append(Segment(range: start..<segment.range.lowerBound)) }
      segments.append(segment)
      start = segment.range.upperBound
    }
    if start < count { segments.append(Segment(range: start..<count)) }
    return segments
  }

  /// `range` with the white space that `token` takes along, as far as no other token has it.
  private func withSpaces(
    _ range: Range<Int>, of token: AddedToken, _ text: UnsafeBufferPointer<UInt8>, _ isTaken: [Bool]
  ) -> Range<Int> {
    func isFreeSpace(_ place: Int) -> Bool {
      (text[place] == 0x20 || (0x09...0x0D).contains(text[place])) && !isTaken[place]
    }
    var (lower, upper) = (range.lowerBound, range.upperBound)
    if token.stripsLeft { while lower > 0, isFreeSpace(lower - 1) { lower -= 1 } }
    if token.stripsRight { while upper < text.count, isFreeSpace(upper) { upper += 1 } }
    return lower..<upper
  }
}
