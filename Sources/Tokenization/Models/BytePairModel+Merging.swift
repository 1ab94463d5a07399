extension BytePairModel {
  /// Pieces of more symbols than this are merged with a queue: n log n instead of n².
  static let longPiece = 96

  /// Merges the symbols until no pair merges.
  func merge(_ scratch: inout Scratch) {
    if scratch.symbols.count > Self.longPiece {
      mergeWithQueue(&scratch)
    } else {
      mergeByScanning(&scratch.symbols)
    }
  }

  /// For short pieces: look at all pairs, merge the first of the lowest, and look again.
  private func mergeByScanning(_ symbols: inout [Symbol]) {
    symbols.withUnsafeMutableBufferPointer { symbols in
      for index in 0..<max(0, symbols.count - 1) {
        symbols[index].merge = merges.value(symbols[index].id, symbols[index + 1].id)
      }
    }
    var count = symbols.count
    symbols.withUnsafeMutableBufferPointer { symbols in
      while count > 1 {
        var best = 0
        for index in 1..<count - 1 where symbols[index].merge >> 32 < symbols[best].merge >> 32 { best = index }
        let merge = symbols[best].merge
        if merge == MergeTable.none { break }
        symbols[best].id = UInt32(truncatingIfNeeded: merge)
        symbols[best].end = symbols[best + 1].end
        count -= 1
        for index in best + 1..<max(best + 1, count) { symbols[index] = symbols[index + 1] }
        symbols[best].merge =
          best + 1 < count ? merges.value(symbols[best].id, symbols[best + 1].id) : MergeTable.none
        if best > 0 { symbols[best - 1].merge = merges.value(symbols[best - 1].id, symbols[best].id) }
      }
    }
    symbols.removeSubrange(count...)
  }
}
