/// The merges of a byte-pair model: which two neighbouring tokens become which one, and in which order.
///
/// Open addressing over pairs of ids; the value is the rank (upper half) and the resulting id (lower half), so that of two
/// values the smaller is the merge that comes first.
struct MergeTable: Sendable {
  /// The number of merges.
  private(set) var count = 0
  private var entries: [Entry]

  private struct Entry {
    var pair: UInt64
    var value: UInt64
  }

  /// The value for pairs that do not merge, and the key of free entries.
  static let none = UInt64.max

  /// A table with room for `capacity` merges.
  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    entries = [Entry](repeating: Entry(pair: Self.none, value: Self.none), count: size)
  }

  /// Rank and result of merging `left` with `right`, or ``none``.
  @inline(__always)
  func value(_ left: UInt32, _ right: UInt32) -> UInt64 {
    let pair = UInt64(left) << 32 | UInt64(right)
    let mask = entries.count - 1
    var slot = Self.slot(pair, mask)
    while true {
      let entry = entries[slot]
      if entry.pair == pair { return entry.value }
      if entry.pair == Self.none { return Self.none }
      slot = (slot + 1) & mask
    }
  }

  /// Adds a merge; a pair that comes twice has its later rank, as in the reference.
  mutating func insert(_ left: UInt32, _ right: UInt32, rank: UInt32, result: UInt32) {
    if (count + 1) * 2 > entries.count { grow() }
    let pair = UInt64(left) << 32 | UInt64(right)
    let value = UInt64(rank) << 32 | UInt64(result)
    if place(Entry(pair: pair, value: value)) { count += 1 }
  }

  /// Whether the pair is new.
  @discardableResult
  private mutating func place(_ entry: Entry) -> Bool {
    let mask = entries.count - 1
    var slot = Self.slot(entry.pair, mask)
    while entries[slot].pair != Self.none, entries[slot].pair != entry.pair { slot = (slot + 1) & mask }
    defer { entries[slot] = entry }
    return entries[slot].pair == Self.none
  }

  /// Whether the token `id` is part of a merge, or what one makes.
  func involves(_ id: Int) -> Bool {
    let id = UInt64(UInt32(truncatingIfNeeded: id))
    return entries.contains { entry in
      entry.pair != Self.none && [entry.pair >> 32, entry.pair & 0xFFFF_FFFF, entry.value & 0xFFFF_FFFF].contains(id)
    }
  }

  /// Whether any of the tokens `ids` merges with another.
  func involvesAny(of ids: [UInt32]) -> Bool {
    let ids = Set(ids)
    let (least, most) = (ids.min() ?? 0, ids.max() ?? 0)
    func isOne(_ id: UInt64) -> Bool {
      let id = UInt32(truncatingIfNeeded: id)
      return id >= least && id <= most && ids.contains(id)
    }
    return entries.contains { $0.pair != Self.none && (isOne($0.pair >> 32) || isOne($0.pair & 0xFFFF_FFFF)) }
  }

  private mutating func grow() {
    let old = entries
    entries = [Entry](repeating: Entry(pair: Self.none, value: Self.none), count: old.count * 2)
    for entry in old where entry.pair != Self.none { place(entry) }
  }

  @inline(__always)
  private static func slot(_ pair: UInt64, _ mask: Int) -> Int {
    let hash = pair &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: hash >> 32) & mask
  }
}
