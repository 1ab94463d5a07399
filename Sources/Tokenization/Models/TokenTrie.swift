/// All tokens of a vocabulary as a tree over bytes: walking it along a text finds every token that begins there.
///
/// A double array (Aoe 1989): the child of the node at `base` for a byte is the cell `base ^ byte`, if that cell's check is the
/// byte and its parent's base is this one. One cell is one load: base, check and token stand side by side.
struct TokenTrie: Sendable {
  /// A node, seen from its parent.
  struct Cell {
    /// Where its children are: at `base ^ byte`; 0 for none.
    var base: UInt32 = 0
    /// The parent's base; ``free`` for a cell that no node has.
    var parent: UInt32 = TokenTrie.free
    /// The token that ends here; ``noToken`` for none.
    var token: UInt32 = TokenTrie.noToken
  }

  static let free = UInt32.max
  static let noToken = UInt32.max

  private(set) var cells: [Cell]
  /// Where the root's children are.
  let root: UInt32

  /// The tree of the tokens of `table` that begin with `prefix`, without it; an empty token is left out, and those that
  /// `includes` refuses.
  init(_ table: TokenTable, prefix: [UInt8] = [], where includes: (_ id: Int) -> Bool = { _ in true }) {
    let keys = SortedTokens(table, prefix: prefix, where: includes)
    var builder = Builder(keys: keys)
    root = builder.place(0..<keys.count, depth: 0)
    while let (cell, range, depth) = builder.pending.popLast() {
      builder.cells[cell].base = builder.place(range, depth: depth)
    }
    cells = builder.cells
  }

  /// Calls `body` with each token that `bytes` begin with from `start` on, and where it ends, from the shortest on.
  @inline(__always)
  func forEachPrefix(
    of bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ body: (_ token: UInt32, _ end: Int) throws -> Void
  ) rethrows {
    try cells.withUnsafeBufferPointer { cells in
      var base = root
      var index = start
      while base != 0, index < bytes.count {
        let position = Int(base ^ UInt32(bytes[index]))
        guard position < cells.count else { return }
        let cell = cells[position]
        guard cell.parent == base else { return }
        index += 1
        if cell.token != Self.noToken { try body(cell.token, index) }
        base = cell.base
      }
    }
  }

  /// Fills the cells: children of one node at a time, the node's base being the first that has all their cells free.
  private struct Builder {
    let keys: SortedTokens
    var cells = [Cell](repeating: Cell(), count: 512)
    /// Nodes whose children have no place yet: their cell, their tokens, and the bytes that lead to them.
    var pending: [(cell: Int, range: Range<Int>, depth: Int)] = []
    /// Whether some node has the base: two with the same would have the same children.
    private var isBase = [Bool](repeating: false, count: 512)
    /// No cell before this one is free.
    private var firstFree = 256
    private var labels: [UInt8] = []
    private var starts: [Int] = []

    init(keys: SortedTokens) { self.keys = keys }

    /// Gives the children of the node with the tokens of `range` their cells; the result is the node's base.
    mutating func place(_ range: Range<Int>, depth: Int) -> UInt32 {
      labels.removeAll(keepingCapacity: true)
      starts.removeAll(keepingCapacity: true)
      for index in range {
        guard let byte = keys.byte(index, depth), byte != labels.last else { continue }
        labels.append(byte)
        starts.append(index)
      }
      guard let first = labels.first else { return 0 }
      let base = findBase(first)
      isBase[base] = true
      for (label, index) in zip(labels, starts.indices) {
        let cell = base ^ Int(label)
        let end = index + 1 < starts.count ? starts[index + 1] : range.upperBound
        var start = starts[index]
        cells[cell].parent = UInt32(truncatingIfNeeded: base)
        if keys.length(start) == depth + 1 {
          cells[cell].token = keys.id(start)
          start += 1
        }
        if start < end { pending.append((cell, start..<end, depth + 1)) }
      }
      while firstFree < cells.count, cells[firstFree].parent != TokenTrie.free { firstFree += 1 }
      return UInt32(truncatingIfNeeded: base)
    }

    /// The first base that has the cells of all ``labels`` free; bases below 256 are not used, as 0 means none.
    private mutating func findBase(_ first: UInt8) -> Int {
      var cell = firstFree
      while true {
        if cell + 256 >= cells.count {
          isBase.append(contentsOf: repeatElement(false, count: cells.count))
          cells.append(contentsOf: repeatElement(Cell(), count: cells.count))
        }
        if cells[cell].parent == TokenTrie.free {
          let base = cell ^ Int(first)
          if base >= 256, !isBase[base], labels.allSatisfy({ cells[base ^ Int($0)].parent == TokenTrie.free }) {
            // Rather leave holes than look at the same crowded cells again for each node.
            firstFree = max(firstFree, cell - 1024)
            return base
          }
        }
        cell += 1
      }
    }
  }
}

/// The tokens of a vocabulary in the order of their bytes.
private struct SortedTokens {
  private let bytes: [UInt8]
  /// For each token its first eight bytes, big-endian: most comparisons need no more.
  private let keys: [(head: UInt64, start: Int, length: Int, id: UInt32)]

  var count: Int { keys.count }

  init(_ table: TokenTable, prefix: [UInt8], where includes: (_ id: Int) -> Bool) {
    var arena: [UInt8] = []
    var keys: [(head: UInt64, start: Int, length: Int, id: UInt32)] = []
    keys.reserveCapacity(table.count)
    for id in 0..<table.idLimit where includes(id) && table.isFound(under: id) {
      _ = table.withBytes(of: id) { token in
        guard token.count > prefix.count, token.starts(with: prefix) else { return }
        let rest = token[prefix.count...]
        var head: UInt64 = 0
        for byte in rest.prefix(8) { head = head << 8 | UInt64(byte) }
        head <<= UInt64(8 * (8 - min(8, rest.count)))
        keys.append((head, arena.count, rest.count, UInt32(truncatingIfNeeded: id)))
        arena.append(contentsOf: rest)
      }
    }
    keys.sort { left, right in
      if left.head != right.head { return left.head < right.head }
      return arena[left.start..<left.start + left.length].lexicographicallyPrecedes(
        arena[right.start..<right.start + right.length])
    }
    bytes = arena
    self.keys = keys
  }

  /// The byte at `depth` of a token; nil behind its end.
  func byte(_ index: Int, _ depth: Int) -> UInt8? {
    depth < keys[index].length ? bytes[keys[index].start + depth] : nil
  }

  func length(_ index: Int) -> Int { keys[index].length }

  func id(_ index: Int) -> UInt32 { keys[index].id }
}
