/// Rewrites a text from left to right and keeps, for every byte that comes out, where it comes from.
///
/// The rules are those of the reference's `NormalizedString`: what replaces a scalar takes that scalar's place; what is
/// inserted shares the place of the scalar before it; what is removed leaves no trace. Scalars of the old text are used up in
/// order, so that marks which change places leave their places in order. Where the reference inserts before a text and then
/// fails on the next step (its range of the original becomes shorter than the text), the step here works on the whole text.
struct TextRewriter {
  private let view: TextView
  /// What was written so far.
  private(set) var text = AlignedText()
  /// The first byte of the old text that was neither replaced nor removed.
  private(set) var next = 0

  init(_ view: TextView) {
    self.view = view
    text.base = view.base
    text.reserveCapacity(view.bytes.count + view.bytes.count / 8)
  }

  /// Writes `value` in the place of the next scalar.
  @inline(__always)
  mutating func replace(with value: UInt32) {
    guard next < view.bytes.count else { return insert(value) }
    let length = UTF8Scalars.decode(view.bytes, at: next).length
    text.append(value, from: view.source(of: next..<next + length))
    next += length
  }

  /// Writes `value` beside the scalar that was used up last; before all of them, it stands for nothing.
  mutating func insert(_ value: UInt32) {
    guard next > 0 else {
      let start = UInt32(truncatingIfNeeded: view.base)
      return text.append(value, from: SourceRange(start: start, end: start))
    }
    let length = UTF8Scalars.decode(view.bytes, before: next).length
    text.append(value, from: view.source(of: next - length..<next))
  }

  /// Uses up the next `count` scalars.
  mutating func remove(_ count: Int) {
    for _ in 0..<max(0, count) where next < view.bytes.count {
      next += UTF8Scalars.decode(view.bytes, at: next).length
    }
  }

  /// Uses up everything before `end`.
  mutating func remove(upTo end: Int) { next = end }

  /// Writes everything before `end` as it is.
  mutating func keep(upTo end: Int) {
    text.append(next..<end, of: view)
    next = end
  }

  /// Writes the ASCII before `end` as `map` has it.
  @inline(__always)
  mutating func keepASCII(upTo end: Int, _ map: (UInt8) -> UInt8) {
    let start = text.bytes.count
    keep(upTo: end)
    for index in start..<text.bytes.count { text.bytes[index] = map(text.bytes[index]) }
  }

  /// Writes `value` with a change as the reference counts it: 1 for a scalar that is inserted, 0 for one that replaces the
  /// next, -n for one that replaces the next and removes n after it.
  @inline(__always)
  mutating func write(_ value: UInt32, change: Int) {
    guard change <= 0 else { return insert(value) }
    replace(with: value)
    remove(-change)
  }
}
