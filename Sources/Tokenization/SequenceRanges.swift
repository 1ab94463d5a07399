/// Which tokens of an encoding come from which text; there are one or two, seldom more.
struct SequenceRanges: Sendable, Equatable {
  private struct Entry: Sendable, Equatable {
    var sequence: Int
    var range: Range<Int>
  }

  private var entries: [Entry] = []

  /// How many texts have a range.
  var count: Int { entries.count }

  /// The tokens of the text `sequence`; nil where nobody said.
  subscript(sequence: Int) -> Range<Int>? { entries.first { $0.sequence == sequence }?.range }

  /// Says which tokens come from the text `sequence`, whatever was said before.
  mutating func set(_ sequence: Int, _ range: Range<Int>) {
    if let index = entries.firstIndex(where: { $0.sequence == sequence }) {
      entries[index].range = range
    } else {
      entries.append(Entry(sequence: sequence, range: range))
    }
  }

  /// Adds what `other` says, of tokens that stand `distance` further on here.
  mutating func add(_ other: SequenceRanges, movedBy distance: Int) {
    for entry in other.entries {
      set(entry.sequence, entry.range.lowerBound + distance..<entry.range.upperBound + distance)
    }
  }
}
