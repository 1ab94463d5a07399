extension BytePairModel {
  /// Writes the ids of `word`, of which each byte stands for itself, to `target`, which has room for one of each byte; how many
  /// they are.
  @inline(never)
  func merge(
    _ word: UnsafeBufferPointer<UInt8>, to target: UnsafeMutablePointer<UInt32>, _ scratch: inout Scratch
  ) -> Int {
    if options.ignoresMerges {
      scratch.spelled.removeAll(keepingCapacity: true)
      ByteAlphabet.append(word, to: &scratch.spelled)
      if let id = table.id(of: scratch.spelled) {
        target[0] = UInt32(truncatingIfNeeded: id)
        return 1
      }
    }
    if word.count > Self.longPiece { return mergeLong(word, to: target, &scratch) }
    return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Self.longPiece) { values in
      byteTokens.withUnsafeBufferPointer { tokens in
        byteMerges.withUnsafeBufferPointer { merges in
          var before = 0
          for index in word.indices {
            let byte = Int(word[index])
            target[index] = tokens[byte]
            if index > 0 { values[index &- 1] = merges[before << 8 | byte] }
            before = byte
          }
        }
      }
      return merges.merge(target, word.count, values)
    }
  }

  /// The same with a queue.
  private func mergeLong(
    _ word: UnsafeBufferPointer<UInt8>, to target: UnsafeMutablePointer<UInt32>, _ scratch: inout Scratch
  ) -> Int {
    startRaw(word, &scratch)
    merge(&scratch)
    for (index, symbol) in scratch.symbols.enumerated() { target[index] = symbol.id }
    return scratch.symbols.count
  }
}

extension MergeTable {
  /// Merges `count` tokens until no two merge; how many are left.
  ///
  /// - Parameter values: of each two neighbours the merge, or ``none``.
  @inline(__always)
  fileprivate func merge(
    _ tokens: UnsafeMutablePointer<UInt32>, _ count: Int, _ values: UnsafeMutableBufferPointer<UInt64>
  ) -> Int {
    var count = count
    while count > 1 {
      var best = 0
      var value = values[0]
      for index in 1..<max(count &- 1, 1) where values[index] >> 32 < value >> 32 {
        value = values[index]
        best = index
      }
      if value == Self.none { break }
      count &-= 1
      tokens[best] = UInt32(truncatingIfNeeded: value)
      for index in best &+ 1..<max(count, best &+ 1) {
        tokens[index] = tokens[index &+ 1]
        values[index &- 1] = values[index]
      }
      if best &+ 1 < count { values[best] = self.value(tokens[best], tokens[best &+ 1]) }
      if best > 0 { values[best &- 1] = self.value(tokens[best &- 1], tokens[best]) }
    }
    return count
  }
}
