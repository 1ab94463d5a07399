/// Ranges of a file's bytes, kept apart and in order.
struct RangeSet: Equatable, Sendable {
  private(set) var ranges: [Range<Int>] = []

  /// Adds a range; those that it touches become one with it.
  mutating func insert(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    var joined = range
    ranges.removeAll { other in
      guard other.lowerBound <= joined.upperBound, joined.lowerBound <= other.upperBound else { return false }
      joined = min(other.lowerBound, joined.lowerBound)..<max(other.upperBound, joined.upperBound)
      return true
    }
    ranges.insert(joined, at: ranges.firstIndex { $0.lowerBound > joined.lowerBound } ?? ranges.count)
  }

  /// What of `range` is in none of them.
  func missing(in range: Range<Int>) -> [Range<Int>] {
    var missing: [Range<Int>] = []
    var start = range.lowerBound
    for other in ranges where other.upperBound > start && other.lowerBound < range.upperBound {
      if other.lowerBound > start { missing.append(start..<other.lowerBound) }
      start = max(start, other.upperBound)
    }
    if start < range.upperBound { missing.append(start..<range.upperBound) }
    return missing
  }

  /// How many bytes they hold.
  var count: Int { ranges.reduce(0) { $0 + $1.count } }
}
