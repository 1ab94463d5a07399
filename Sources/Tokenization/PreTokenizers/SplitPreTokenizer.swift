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
    // What a scanner finds and what it does not are pieces alike: nothing has to wait for what follows it.
    if behavior == .isolated, case .scanner(let scanner) = pattern.kind { return try scanner.split(bytes, piece, emit) }
    try behavior.split(bytes, piece, at: pattern, inverted: isInverted, emit)
  }
}
