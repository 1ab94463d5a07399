/// Byte-level byte-pair encoding: each byte of a piece starts as a token of its own, and the pair of neighbours whose merge
/// has the lowest rank becomes one token, the leftmost first, until no pair merges.
///
/// Source: Sennrich et al. 2016 (arXiv:1508.07909); on bytes, Radford et al. 2019.
///
/// ```
/// merges 0: l o   1: lo w        low → l o w → lo w → low
/// ```
struct BytePairModel: Sendable {
  /// The vocabulary; its tokens are spelled in ``ByteAlphabet``.
  let table: TokenTable
  /// Which pairs merge.
  let merges: MergeTable
  /// For each byte, the token it starts as; ``noToken`` where the vocabulary has none.
  let byteTokens: [UInt32]
  /// The token for bytes that the vocabulary does not have; without one they vanish.
  let unknownID: UInt32?
  /// Whether neighbouring unknown bytes become one unknown token.
  let fusesUnknown: Bool
  /// Whether a piece that is a token as a whole is that token, whatever the merges say.
  let ignoresMerges: Bool
  /// Whether every byte is a token, as in nearly all vocabularies.
  let hasAllBytes: Bool

  static let noToken = UInt32.max

  /// The model over `table`.
  init(
    table: TokenTable, merges: MergeTable, unknownID: UInt32? = nil, fusesUnknown: Bool = false,
    ignoresMerges: Bool = false
  ) {
    self.table = table
    self.merges = merges
    self.unknownID = unknownID
    self.fusesUnknown = fusesUnknown
    self.ignoresMerges = ignoresMerges
    byteTokens = (0...255).map { (byte: UInt8) in
      var character: [UInt8] = []
      ByteAlphabet.append([byte], to: &character)
      return table.id(of: character).map { UInt32($0) } ?? Self.noToken
    }
    hasAllBytes = !byteTokens.contains(Self.noToken)
  }

  /// What one call works with, kept from piece to piece.
  struct Scratch {
    /// The tokens that the piece consists of so far.
    var symbols: [Symbol] = []
    /// The piece in the byte alphabet, for ``BytePairModel/ignoresMerges``.
    var spelled: [UInt8] = []
    /// For long pieces.
    var queue = MergeQueue()
  }

  /// A token of a piece on its way, and how many bytes it spans.
  struct Symbol {
    var id: UInt32
    /// Where it ends in the piece.
    var end: UInt32
    /// The merge with its right neighbour.
    var merge: UInt64
  }

  /// Pieces of more bytes than this are merged with a queue: n log n instead of n².
  static let longPiece = 96

  /// Encodes `piece` of `text`.
  func encode(_ text: TextView, _ piece: Range<Int>, _ scratch: inout Scratch, into sink: inout TokenSink) {
    let bytes = UnsafeBufferPointer(rebasing: text.bytes[piece])
    if ignoresMerges {
      scratch.spelled.removeAll(keepingCapacity: true)
      ByteAlphabet.append(bytes, to: &scratch.spelled)
      if let id = table.id(of: scratch.spelled) { return sink.append(id, text, piece) }
    }
    guard hasAllBytes else { return encodeSparse(text, piece, &scratch, into: &sink) }
    scratch.symbols.removeAll(keepingCapacity: true)
    for (index, byte) in bytes.enumerated() {
      scratch.symbols.append(
        Symbol(id: byteTokens[Int(byte)], end: UInt32(truncatingIfNeeded: index + 1), merge: MergeTable.none))
    }
    merge(&scratch)
    var start = piece.lowerBound
    for symbol in scratch.symbols {
      let end = piece.lowerBound + Int(symbol.end)
      sink.append(Int(symbol.id), text, start..<end)
      start = end
    }
  }

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
