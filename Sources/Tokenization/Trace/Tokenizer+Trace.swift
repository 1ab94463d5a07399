extension Tokenizer {
  /// Encodes `text` step by step and tells every step.
  ///
  /// - Throws: what ``encode(_:addSpecialTokens:)`` throws.
  /// - Complexity: O(n²) in the length of the longest piece.
  public func trace(_ text: String) throws -> EncodingTrace {
    try requireEncoding()
    var text = text
    return try text.withUTF8 { bytes in
      let original = TextView(bytes: bytes, sources: nil, base: 0)
      var parts: [EncodingTrace.Part] = []
      for segment in vocabulary.added.segments(of: bytes, normalized: false) {
        let part = original.slice(segment.range)
        if let token = segment.token {
          parts.append(trace(token, part, 0..<part.bytes.count))
        } else if let normalizer {
          try normalizer.normalize(part).withView { try append(normalized: $0, isRewritten: true, to: &parts) }
        } else {
          try append(normalized: part, isRewritten: false, to: &parts)
        }
      }
      let ids = parts.flatMap { part in part.addedToken.map { [$0.id] } ?? part.pieces.flatMap { $0.tokens.map(\.id) } }
      return EncodingTrace(
        parts: parts, ids: ids, finalIDs: try tokenIDs(ofUTF8: bytes))
    }
  }

  private func append(normalized text: TextView, isRewritten: Bool, to parts: inout [EncodingTrace.Part]) throws {
    for segment in vocabulary.added.segments(of: text.bytes, normalized: true) {
      if let token = segment.token {
        parts.append(trace(token, text, segment.range))
        continue
      }
      let stretch = text.slice(segment.range)
      let place = text.sourceRange(of: segment.range)
      var part = EncodingTrace.Part(
        start: place.lowerBound, end: place.upperBound,
        normalized: isRewritten ? String(decoding: stretch.bytes, as: UTF8.self) : nil, pieces: [])
      let whole = [0..<stretch.bytes.count]
      let append = { (text: TextView, pieces: [Range<Int>]) in
        part.pieces += try pieces.map { try model.trace(text, $0) }
      }
      if let preTokenizer { try preTokenizer.split(stretch, whole, append) } else { try append(stretch, whole) }
      parts.append(part)
    }
  }

  private func trace(_ token: AddedToken, _ text: TextView, _ range: Range<Int>) -> EncodingTrace.Part {
    let place = text.sourceRange(of: range)
    return EncodingTrace.Part(
      start: place.lowerBound, end: place.upperBound,
      addedToken: EncodingTrace.Token(
        id: token.id, raw: String(decoding: token.content, as: UTF8.self), start: place.lowerBound,
        end: place.upperBound),
      pieces: [])
  }
}
