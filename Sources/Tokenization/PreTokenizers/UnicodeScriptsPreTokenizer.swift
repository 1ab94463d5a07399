/// Splits where the script changes, as SentencePiece does before it trains.
///
/// Kana counts as Han; a space, and what belongs to no script, goes with what stands before it. What stands before the first
/// scalar of a script goes: as in the reference, whose ranges begin there.
enum UnicodeScriptsPreTokenizer {
  /// Calls `emit` with the parts of `piece`.
  static func split(
    _ bytes: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>, _ emit: (Range<Int>) throws -> Void
  ) rethrows {
    var start: Int?
    var last: UInt32 = 0
    var index = piece.lowerBound
    while index < piece.upperBound {
      let (value, length) = UTF8Scalars.decode(bytes, at: index)
      let group = group(of: value)
      if group != 0, group != last {
        if let start { try emit(start..<index) }
        start = index
        last = group
      }
      index += length
    }
    if let start { try emit(start..<piece.upperBound) }
  }

  /// The number of the script of `value`; 0 where it goes with any.
  private static func group(of value: UInt32) -> UInt32 {
    let runs = ScriptGroupTable.runs
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle] >> 8 <= value { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? runs[low - 1] & 0xFF : 0
  }
}
