/// A split pattern as a scanner made by hand.
protocol SplitScanner {
  /// Whether something matches at every place.
  static var matchesEverywhere: Bool { get }

  /// Where the match ends that begins at `start`, which is below `limit`; `start` itself where nothing matches.
  ///
  /// The pattern sees nothing from `limit` on, and nothing before `start`: none of those here looks back.
  func end(of bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int) -> Int
}

extension SplitScanner {
  /// Calls `emit` with the matches in `piece` and with what stands between them: together, all of it.
  @inline(__always)
  func split(
    _ bytes: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>, _ emit: (Range<Int>) throws -> Void
  ) rethrows {
    var start = piece.lowerBound
    var gap = start
    while start < piece.upperBound {
      let next = end(of: bytes, from: start, limit: piece.upperBound)
      if !Self.matchesEverywhere {
        if next == start {
          start += UTF8Scalars.decode(bytes, at: start).length
          continue
        }
        if gap < start { try emit(gap..<start) }
        gap = next
      }
      try emit(start..<next)
      start = next
    }
    if !Self.matchesEverywhere, gap < piece.upperBound { try emit(gap..<piece.upperBound) }
  }

  /// Calls `body` with the matches in `piece`.
  @inline(__always)
  func forEachMatch(
    _ bytes: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>, _ body: (Range<Int>) throws -> Void
  ) rethrows {
    var start = piece.lowerBound
    while start < piece.upperBound {
      let next = end(of: bytes, from: start, limit: piece.upperBound)
      if next == start {
        start += UTF8Scalars.decode(bytes, at: start).length
      } else {
        try body(start..<next)
        start = next
      }
    }
  }
}
