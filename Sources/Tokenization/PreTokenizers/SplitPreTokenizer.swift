/// Splits at what a pattern finds.
struct SplitPreTokenizer: Sendable, Equatable {
  let pattern: SplitPattern
  /// What becomes of what the pattern finds.
  var behavior = SplitBehavior.isolated
  /// Whether the pattern finds the pieces instead of what stands between them.
  var isInverted = false

  /// Calls `emit` with the parts of `piece`.
  func split(
    _ bytes: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>, _ emit: (Range<Int>) throws -> Void
  ) throws {
    try behavior.split(bytes, piece, at: pattern, inverted: isInverted, emit)
  }
}
