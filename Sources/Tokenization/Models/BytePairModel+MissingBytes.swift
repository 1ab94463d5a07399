extension BytePairModel {
  /// Encodes `piece` with a vocabulary that lacks some bytes.
  ///
  /// Such bytes become the unknown token or, without one, vanish. What follows a vanished byte moves to its place, also in
  /// the offsets: so the reference counts, in its spelling of bytes as characters of one or two bytes each.
  func encodeSparse(_ text: TextView, _ piece: Range<Int>, _ scratch: inout Scratch, into sink: inout TokenSink) {
    // For each byte of the spelled piece, the byte of the real one.
    var origins: [Int] = []
    scratch.symbols.removeAll(keepingCapacity: true)
    var end = 0
    var pendingUnknown: Int?
    for index in piece {
      let byte = text.bytes[index]
      let length = ByteAlphabet.encodedLength(byte)
      origins.append(contentsOf: repeatElement(index, count: length))
      let id = byteTokens[Int(byte)]
      if id == Self.noToken {
        guard unknownID != nil else { continue }
        if let pending = pendingUnknown, fusesUnknown {
          pendingUnknown = pending + length
        } else {
          if let pending = pendingUnknown { appendUnknown(pending, &end, &scratch.symbols) }
          pendingUnknown = length
        }
        continue
      }
      if let pending = pendingUnknown { appendUnknown(pending, &end, &scratch.symbols) }
      pendingUnknown = nil
      end += length
      scratch.symbols.append(Symbol(id: id, end: UInt32(truncatingIfNeeded: end), merge: MergeTable.none))
    }
    if let pending = pendingUnknown { appendUnknown(pending, &end, &scratch.symbols) }
    guard !scratch.symbols.isEmpty else { return }
    merge(&scratch)
    var start = 0
    for symbol in scratch.symbols {
      sink.append(Int(symbol.id), text, origins[start]..<origins[Int(symbol.end) - 1] + 1)
      start = Int(symbol.end)
    }
  }

  private func appendUnknown(_ length: Int, _ end: inout Int, _ symbols: inout [Symbol]) {
    guard let unknownID else { return }
    end += length
    symbols.append(Symbol(id: unknownID, end: UInt32(truncatingIfNeeded: end), merge: MergeTable.none))
  }
}
