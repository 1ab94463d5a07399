extension Tokenizer {
  /// The two tokens that each token is merged of last, for the ids 0..<`count`; nil for a tokenizer without merges.
  ///
  /// A token has none where it is a character or a byte, where it was added, and where its own merges never arrive at it. Byte
  /// pairs by rank: what is merged of what follows from putting the token's characters through its merges.
  package func mergeParts(count: Int) -> [(left: Int, right: Int)?]? {
    guard case .bytePairs(let model) = model, model.merges.count > 0 else { return nil }
    let parts = MergeParts(model.merges, of: model.table)
    return (0..<count).map { vocabulary.isAdded($0) ? nil : parts.last(of: $0) }
  }
}

/// How the tokens of a byte-pair model come about.
private struct MergeParts {
  private let merges: MergeTable
  /// Of the merges that make a token, that with the lowest rank whose parts are both shorter.
  private var first: [UInt32: (left: UInt32, right: UInt32, rank: UInt32)] = [:]

  init(_ merges: MergeTable, of table: TokenTable) {
    self.merges = merges
    first.reserveCapacity(merges.count)
    func length(_ id: UInt32) -> Int { table.withBytes(of: Int(id)) { $0.count } ?? 0 }
    merges.forEach { left, right, rank, result in
      guard length(left) < length(result), length(right) < length(result), rank < first[result]?.rank ?? .max else {
        return
      }
      first[result] = (left, right, rank)
    }
  }

  /// The parts of the last merge that makes `id`.
  func last(of id: Int) -> (left: Int, right: Int)? {
    guard let whole = UInt32(exactly: id), first[whole] != nil else { return nil }
    var symbols = characters(of: whole)
    while symbols.count > 1 {
      let pairs = zip(symbols, symbols.dropFirst()).map { merges.value($0, $1) }
      guard let best = pairs.min(), best != MergeTable.none, let place = pairs.firstIndex(of: best) else { return nil }
      let result = UInt32(truncatingIfNeeded: best)
      if symbols.count == 2 { return result == whole ? (Int(symbols[0]), Int(symbols[1])) : nil }
      symbols.replaceSubrange(place...place + 1, with: [result])
    }
    return nil
  }

  /// The tokens that no merge makes, of which `id` consists.
  private func characters(of id: UInt32) -> [UInt32] {
    var (found, open): ([UInt32], [UInt32]) = ([], [id])
    // Parts are shorter than their whole, so that this ends.
    while let next = open.popLast() {
      if let parts = first[next] { open += [parts.right, parts.left] } else { found.append(next) }
    }
    return found
  }
}
