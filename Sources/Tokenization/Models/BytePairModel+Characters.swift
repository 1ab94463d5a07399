extension BytePairModel {
  /// Encodes `piece` of `text`, of which each character may be a token.
  ///
  /// A character that is none becomes tokens of its bytes, the unknown token or, without one, vanishes. What follows a
  /// vanished character moves to its place, also in the offsets, so the reference counts; where it separates, it keeps its own.
  ///
  /// - Throws: ``TokenizationError/noUnknownToken(name:)``.
  func encode(
    characters text: TextView, _ piece: Range<Int>, _ scratch: inout Scratch, into builder: inout EncodingBuilder
  ) throws {
    if let id = wholeToken(UnsafeBufferPointer(rebasing: text.bytes[piece])) { return builder.append(id, text, piece) }
    try start(text, piece, &scratch)
    guard !scratch.symbols.isEmpty else { return }
    merge(&scratch)
    emit(scratch.symbols, text, piece, into: &builder)
  }

  /// The token that `piece` is as a whole, whatever the merges say; nil where the options do not ask for that.
  func wholeToken(_ piece: UnsafeBufferPointer<UInt8>) -> Int? {
    guard options.ignoresMerges || (options.keepsLineEnds && piece.allSatisfy { $0 == 0x0A }) else { return nil }
    return table.id(of: piece)
  }

  /// Makes the symbols that `piece` of `text` starts as.
  func start(_ text: TextView, _ piece: Range<Int>, _ scratch: inout Scratch) throws {
    var start = InitialSymbols(symbols: scratch.symbols)
    start.symbols.removeAll(keepingCapacity: true)
    scratch.symbols = []
    var index = piece.lowerBound
    while index < piece.upperBound {
      let length = UTF8Scalars.decode(text.bytes, at: index).length
      let character = UnsafeBufferPointer(rebasing: text.bytes[index..<index + length])
      let isFirst = index == piece.lowerBound
      index += length
      try append(character, isFirst: isFirst, isLast: index == piece.upperBound, &scratch.spelled, to: &start)
    }
    start.flush()
    scratch.symbols = start.symbols
  }

  /// The symbols that a piece starts as.
  private struct InitialSymbols {
    var symbols: [Symbol]
    /// How many bytes they span.
    private var end = 0
    /// An unknown token that may yet grow: its id, and how many bytes it spans.
    private var pending: (id: UInt32, length: Int)?

    init(symbols: [Symbol]) { self.symbols = symbols }

    mutating func add(_ id: UInt32, length: Int) {
      end += length
      symbols.append(Symbol(id: id, end: UInt32(truncatingIfNeeded: end), merge: MergeTable.none))
    }

    /// Adds the unknown token that waits.
    mutating func flush() {
      if let pending { add(pending.id, length: pending.length) }
      pending = nil
    }

    mutating func addUnknown(_ id: UInt32, length: Int, fuses: Bool) {
      if fuses, let waiting = pending {
        pending = (waiting.id, waiting.length + length)
      } else {
        flush()
        pending = (id, length)
      }
    }
  }

  private func append(
    _ character: UnsafeBufferPointer<UInt8>, isFirst: Bool, isLast: Bool, _ spelled: inout [UInt8],
    to start: inout InitialSymbols
  ) throws {
    if options.continuingPrefix.isEmpty, options.endSuffix.isEmpty {
      return try append(character, spelled: character, to: &start)
    }
    spelled.removeAll(keepingCapacity: true)
    if !isFirst { spelled += options.continuingPrefix }
    spelled += character
    if isLast { spelled += options.endSuffix }
    try spelled.withUnsafeBufferPointer { try append(character, spelled: $0, to: &start) }
  }

  private func append(
    _ character: UnsafeBufferPointer<UInt8>, spelled: UnsafeBufferPointer<UInt8>, to start: inout InitialSymbols
  ) throws {
    if let id = table.id(of: spelled) {
      start.flush()
      return start.add(UInt32(truncatingIfNeeded: id), length: character.count)
    }
    if let fallbackTokens, spelled.allSatisfy({ fallbackTokens[Int($0)] != Self.noToken }) {
      // An unknown token that waits goes on waiting, and comes after these: so it is in the reference.
      for byte in spelled { start.add(fallbackTokens[Int(byte)], length: 1) }
      return
    }
    guard let unknown else {
      if options.vanishedSeparate { start.add(Self.gap, length: character.count) }
      return
    }
    start.addUnknown(
      UInt32(truncatingIfNeeded: try unknown.required()), length: character.count, fuses: options.fusesUnknown)
  }
}
