extension MergeTable {
  /// The merges of a vocabulary that lists none: any two neighbouring tokens merge when together they are a token.
  ///
  /// So tiktoken's ranks and SentencePiece's byte pairs are defined. For each token, each way to split it into two tokens is a
  /// merge, with the rank that `rank` gives the whole; nil for tokens that no merge makes. The lowest rank merges first.
  init(splittingTokensOf table: TokenTable, rank: (_ id: Int) -> UInt32?) {
    // Vocabularies have two to three such splits per token.
    self.init(capacity: table.count * 2)
    for id in 0..<table.idLimit {
      guard let rank = rank(id) else { continue }
      _ = table.withBytes(of: id) { bytes in
        for split in stride(from: 1, to: bytes.count, by: 1) {
          guard let left = table.id(of: UnsafeBufferPointer(rebasing: bytes[..<split])),
            let right = table.id(of: UnsafeBufferPointer(rebasing: bytes[split...]))
          else { continue }
          insert(
            UInt32(truncatingIfNeeded: left), UInt32(truncatingIfNeeded: right), rank: rank,
            result: UInt32(truncatingIfNeeded: id))
        }
      }
    }
  }

  /// The merges of a vocabulary that lists none, one after the other: those of the tokens in `order`, and of one token's that
  /// with the shortest left part first.
  init(splitting order: [Int], of table: TokenTable) {
    self.init(capacity: table.count * 2)
    var rank: UInt32 = 0
    for id in order {
      _ = table.withBytes(of: id) { bytes in
        for split in stride(from: 1, to: bytes.count, by: 1) {
          guard let left = table.id(of: UnsafeBufferPointer(rebasing: bytes[..<split])),
            let right = table.id(of: UnsafeBufferPointer(rebasing: bytes[split...]))
          else { continue }
          insert(
            UInt32(truncatingIfNeeded: left), UInt32(truncatingIfNeeded: right), rank: rank,
            result: UInt32(truncatingIfNeeded: id))
          rank &+= 1
        }
      }
    }
  }
}
