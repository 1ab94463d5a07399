/// What finds the delimiters of a split.
protocol DelimiterFinder {
  /// Calls `body` with each delimiter inside `range`, from left to right; what is outside of it is not seen.
  func forEachMatch(
    in bytes: UnsafeBufferPointer<UInt8>, within range: Range<Int>, _ body: (Range<Int>) throws -> Void
  ) throws
}

/// What becomes of the delimiters that a split finds.
///
/// "the-final--countdown" at "-":
enum SplitBehavior: String, Sendable, Equatable {
  /// They go: the, final, countdown.
  case removed = "Removed"
  /// Each is a piece of its own: the, -, final, -, -, countdown.
  case isolated = "Isolated"
  /// Each goes with what stands before it, if that is no delimiter: the-, final-, -, countdown.
  case mergedWithPrevious = "MergedWithPrevious"
  /// Each goes with what stands behind it, if that is no delimiter: the, -final, -, -countdown.
  case mergedWithNext = "MergedWithNext"
  /// Neighbours are one piece: the, -, final, --, countdown.
  case contiguous = "Contiguous"

  /// Cuts `piece` at the delimiters that `finder` finds and calls `emit` with the parts.
  ///
  /// - Parameter inverted: Whether what `finder` finds is what stands between delimiters.
  @inline(__always)
  func split(
    _ bytes: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>, at finder: some DelimiterFinder, inverted: Bool = false,
    _ emit: (Range<Int>) throws -> Void
  ) throws {
    var assembly = Assembly(behavior: self)
    var end = piece.lowerBound
    try finder.forEachMatch(in: bytes, within: piece) { match in
      if end != match.lowerBound { try assembly.add(end..<match.lowerBound, isDelimiter: inverted, emit) }
      try assembly.add(match, isDelimiter: !inverted, emit)
      end = match.upperBound
    }
    if end != piece.upperBound { try assembly.add(end..<piece.upperBound, isDelimiter: inverted, emit) }
    if let last = assembly.pending, !last.isEmpty { try emit(last) }
  }

  /// Parts on their way: one waits until it is clear whether the next one joins it.
  private struct Assembly {
    let behavior: SplitBehavior
    var pending: Range<Int>?
    var wasDelimiter = false

    @inline(__always)
    mutating func add(_ part: Range<Int>, isDelimiter: Bool, _ emit: (Range<Int>) throws -> Void) rethrows {
      let joins: Bool
      switch behavior {
      case .removed:
        if !isDelimiter, !part.isEmpty { try emit(part) }
        return
      case .isolated:
        if !part.isEmpty { try emit(part) }
        return
      case .mergedWithPrevious: joins = isDelimiter && !wasDelimiter
      case .mergedWithNext: joins = !isDelimiter && wasDelimiter
      case .contiguous: joins = isDelimiter == wasDelimiter
      }
      wasDelimiter = isDelimiter
      if let last = pending, joins {
        pending = last.lowerBound..<part.upperBound
      } else {
        if let last = pending, !last.isEmpty { try emit(last) }
        pending = part
      }
    }
  }
}
