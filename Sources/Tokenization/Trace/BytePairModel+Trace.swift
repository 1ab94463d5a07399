extension BytePairModel {
  /// Encodes `piece` of `text` and tells how.
  func trace(
    _ text: TextView, _ piece: Range<Int>, into result: inout EncodingTrace.Piece, _ builder: inout EncodingBuilder
  ) throws {
    if let id = wholeToken(UnsafeBufferPointer(rebasing: text.bytes[piece])) { return builder.append(id, text, piece) }
    var scratch = Scratch()
    try start(text, piece, &scratch)
    var symbols = scratch.symbols
    result.symbols = symbols.filter { $0.id != Self.gap }.map(spelling)
    mergeOneByOne(&symbols) { merge, before in
      result.merges.append(
        EncodingTrace.Merge(
          rank: Int(merge.rank), position: merge.position, left: spelling(before[merge.position]),
          right: spelling(before[merge.position + 1]), result: table.string(of: Int(merge.id)) ?? "",
          id: Int(merge.id)))
    }
    emit(symbols, text, piece, into: &builder)
  }

  /// A merge that is about to be made.
  struct TracedMerge {
    /// Which symbol merges with its right neighbour.
    var position: Int
    var rank: UInt32
    /// The resulting token.
    var id: UInt32
  }

  /// Merges one pair after the other, looking at all of them each time; `body` is told each merge and the symbols before it.
  func mergeOneByOne(_ symbols: inout [Symbol], _ body: (TracedMerge, [Symbol]) -> Void) {
    while let merge = firstMerge(symbols) {
      body(merge, symbols)
      symbols[merge.position].id = merge.id
      symbols[merge.position].end = symbols[merge.position + 1].end
      symbols.remove(at: merge.position + 1)
    }
  }

  /// The leftmost of the pairs with the lowest rank.
  private func firstMerge(_ symbols: [Symbol]) -> TracedMerge? {
    var best: TracedMerge?
    for position in symbols.indices.dropLast() {
      let value = merges.value(symbols[position].id, symbols[position + 1].id)
      guard value != MergeTable.none else { continue }
      let rank = UInt32(truncatingIfNeeded: value >> 32)
      if let best, best.rank <= rank { continue }
      best = TracedMerge(position: position, rank: rank, id: UInt32(truncatingIfNeeded: value))
    }
    return best
  }

  private func spelling(_ symbol: Symbol) -> String { table.string(of: Int(symbol.id)) ?? "" }
}
