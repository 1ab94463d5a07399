extension TokenModel {
  /// Encodes `piece` of `text` and tells how.
  func trace(_ text: TextView, _ piece: Range<Int>) throws -> EncodingTrace.Piece {
    let place = text.sourceRange(of: piece)
    var result = EncodingTrace.Piece(
      text: String(decoding: text.bytes[piece], as: UTF8.self), start: place.lowerBound, end: place.upperBound,
      symbols: [], merges: [], tokens: [])
    var builder = EncodingBuilder(wantsOffsets: true, bytes: text.bytes.count)
    if case .bytePairs(let model) = self {
      try model.trace(text, piece, into: &result, &builder)
    } else {
      var scratch = Scratch()
      try encode(text, [piece], &scratch, into: &builder)
    }
    result.tokens = builder.ids.indices.map { index in
      let id = builder.ids[index]
      return EncodingTrace.Token(
        id: id, raw: table.string(of: id) ?? "", start: builder.offsets[index].lowerBound,
        end: builder.offsets[index].upperBound, score: score(of: id))
    }
    return result
  }

  private func score(of id: Int) -> Double? {
    guard case .unigram(let model) = self, model.scores.indices.contains(id) else { return nil }
    return model.scores[id]
  }
}
