extension TokenModel {
  /// Encodes `piece` of `text` and tells how.
  func trace(_ text: TextView, _ piece: Range<Int>) throws -> EncodingTrace.Piece {
    let place = text.sourceRange(of: piece)
    var result = EncodingTrace.Piece(
      text: String(decoding: text.bytes[piece], as: UTF8.self), start: place.lowerBound, end: place.upperBound,
      symbols: [], merges: [], tokens: [])
    var sink = TokenSink(wantsOffsets: true, bytes: text.bytes.count)
    if case .bytePairs(let model) = self {
      try model.trace(text, piece, into: &result, &sink)
    } else {
      var scratch = Scratch()
      try encode(text, [piece], &scratch, into: &sink)
    }
    result.tokens = sink.ids.indices.map { index in
      let id = sink.ids[index]
      return EncodingTrace.Token(
        id: id, raw: table.string(of: id) ?? "", start: sink.offsets[index].lowerBound,
        end: sink.offsets[index].upperBound, score: score(of: id))
    }
    return result
  }

  private func score(of id: Int) -> Double? {
    guard case .unigram(let model) = self, model.scores.indices.contains(id) else { return nil }
    return model.scores[id]
  }
}
