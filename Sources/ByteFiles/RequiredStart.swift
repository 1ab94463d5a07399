/// How much of a source was required so far, from its start: for readers that learn as they go how much they need.
package struct RequiredStart {
  /// Where the required bytes end.
  package private(set) var end: Int
  private let source: any ByteSource

  /// What is required of a source at first; then as much again as is there already.
  private static let firstStep = 1 << 18

  /// The first `end` bytes of `source`, which were required before.
  package init(_ source: any ByteSource, end: Int = 0) {
    self.source = source
    self.end = end
  }

  /// Requires the bytes up to `wanted` and some more, as far as the source has them.
  package mutating func grow(to wanted: (partialValue: Int, overflow: Bool)) throws {
    let wanted = wanted.overflow ? source.count : wanted.partialValue
    let target = min(source.count, max(wanted, end + max(end, Self.firstStep)))
    guard wanted > end, target > end else { return }
    try source.require(end..<target)
    end = target
  }
}
