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

/// What merging a long piece works with: links between neighbours and a queue of the merges that are possible.
struct MergeQueue {
  /// The neighbours of each symbol, by position; -1 at the ends.
  fileprivate var previous: [Int32] = []
  fileprivate var next: [Int32] = []
  fileprivate var heap = BinaryHeap()
}

extension BytePairModel {
  /// For long pieces: the merge of the lowest rank, leftmost first, comes from a heap; entries that a later merge made
  /// void are passed over.
  func mergeWithQueue(_ scratch: inout Scratch) {
    let count = scratch.symbols.count
    var queue = MergeQueue()
    swap(&queue, &scratch.queue)
    defer { swap(&queue, &scratch.queue) }
    queue.previous = (0..<count).map { Int32(truncatingIfNeeded: $0) - 1 }
    queue.next = (0..<count).map { $0 + 1 < count ? Int32(truncatingIfNeeded: $0) + 1 : -1 }
    queue.heap.removeAll()
    for position in 0..<count - 1 { offer(position, &scratch.symbols, &queue) }
    while let (rank, position) = queue.heap.popMinimum() {
      let merge = scratch.symbols[position].merge
      // A symbol that was merged away, or whose neighbour changed, has another merge now or none.
      guard merge != MergeTable.none, merge >> 32 == UInt64(rank) else { continue }
      let right = Int(queue.next[position])
      scratch.symbols[position].id = UInt32(truncatingIfNeeded: merge)
      scratch.symbols[position].end = scratch.symbols[right].end
      scratch.symbols[right].merge = MergeTable.none
      scratch.symbols[right].id = Self.noToken
      let following = queue.next[right]
      queue.next[position] = following
      if following >= 0 { queue.previous[Int(following)] = Int32(truncatingIfNeeded: position) }
      offer(position, &scratch.symbols, &queue)
      if queue.previous[position] >= 0 { offer(Int(queue.previous[position]), &scratch.symbols, &queue) }
    }
    scratch.symbols.removeAll { $0.id == Self.noToken }
    // One huge piece should not hold its memory for the rest of the text.
    if count > 1 << 16 { queue = MergeQueue() }
  }

  /// Notes the merge of the symbol at `position` with its neighbour, if there is one.
  private func offer(_ position: Int, _ symbols: inout [Symbol], _ queue: inout MergeQueue) {
    let right = queue.next[position]
    let merge = right < 0 ? MergeTable.none : merges.value(symbols[position].id, symbols[Int(right)].id)
    symbols[position].merge = merge
    if merge != MergeTable.none {
      queue.heap.insert(rank: UInt32(truncatingIfNeeded: merge >> 32), position: position)
    }
  }
}

/// A heap of ranks and positions: the lowest rank first, and of equal ranks the leftmost position.
struct BinaryHeap {
  private var keys: [UInt64] = []

  /// Takes everything out.
  mutating func removeAll() { keys.removeAll(keepingCapacity: true) }

  /// Puts an entry in.
  mutating func insert(rank: UInt32, position: Int) {
    var index = keys.count
    let key = UInt64(rank) << 32 | UInt64(UInt32(truncatingIfNeeded: position))
    keys.append(key)
    while index > 0, keys[(index - 1) / 2] > key {
      keys[index] = keys[(index - 1) / 2]
      index = (index - 1) / 2
    }
    keys[index] = key
  }

  /// Takes the first entry out; nil when there is none.
  mutating func popMinimum() -> (rank: UInt32, position: Int)? {
    guard let minimum = keys.first, let key = keys.popLast() else { return nil }
    if !keys.isEmpty { sift(key) }
    return (UInt32(truncatingIfNeeded: minimum >> 32), Int(minimum & 0xFFFF_FFFF))
  }

  /// Puts `key` in place of the first entry.
  private mutating func sift(_ key: UInt64) {
    var index = 0
    while true {
      var child = 2 * index + 1
      guard child < keys.count else { break }
      if child + 1 < keys.count, keys[child + 1] < keys[child] { child += 1 }
      guard keys[child] < key else { break }
      keys[index] = keys[child]
      index = child
    }
    keys[index] = key
  }
}
