/// A set of scalars, as ranges in order that do not touch.
struct ScalarSet: Equatable {
  /// Lower bounds and, after each, the first scalar that is no longer inside.
  private(set) var bounds: [UInt32] = []

  /// One above the last scalar.
  static let end: UInt32 = 0x110000

  static let all = ScalarSet(bounds: [0, end])

  /// The set without a member.
  init() {}

  /// The set of the ranges that `bounds` begins and ends in turn, in order.
  init(bounds: [UInt32]) { self.bounds = bounds }

  /// The scalars from `first` to `last`.
  init(_ first: UInt32, through last: UInt32) { bounds = [first, last + 1] }

  /// The scalars of some general categories.
  init(_ categories: CategorySet) {
    for run in Self.categoryRuns where !run.category.isDisjoint(with: categories) {
      if bounds.last == run.start { bounds.removeLast() } else { bounds.append(run.start) }
      bounds.append(run.end)
    }
  }

  /// Scalars of one category after the other, read from the table once.
  private static let categoryRuns: [(category: CategorySet, start: UInt32, end: UInt32)] = {
    var runs: [(category: CategorySet, start: UInt32, end: UInt32)] = []
    TwoStageLookup.forEachRun(
      low: GeneralCategoryTable.blockLow, high: GeneralCategoryTable.blockHigh, classes: GeneralCategoryTable.classes
    ) { stored, start, end in
      runs.append((CategorySet(rawValue: 1 &<< UInt32(stored &- 48)), start, end))
    }
    return runs
  }()

  /// The scalars whose ``SplitClass`` has all of `kind`.
  init(splitClass kind: SplitClass) {
    TwoStageLookup.forEachRun(
      low: SplitClassTable.blockLow, high: SplitClassTable.blockHigh, classes: SplitClassTable.classes
    ) { stored, start, end in
      guard SplitClass(rawValue: stored).isSuperset(of: kind) else { return }
      if bounds.last == start { bounds.removeLast() } else { bounds.append(start) }
      bounds.append(end)
    }
  }

  /// Every scalar that is not in this set.
  var inverted: ScalarSet {
    var result = bounds
    if result.first == 0 { result.removeFirst() } else { result.insert(0, at: 0) }
    if result.last == Self.end { result.removeLast() } else { result.append(Self.end) }
    return ScalarSet(bounds: result)
  }

  func union(_ other: ScalarSet) -> ScalarSet { combined(with: other) { $0 || $1 } }

  func intersection(_ other: ScalarSet) -> ScalarSet { combined(with: other) { $0 && $1 } }

  mutating func formUnion(_ other: ScalarSet) { self = union(other) }

  private func combined(with other: ScalarSet, _ rule: (Bool, Bool) -> Bool) -> ScalarSet {
    var result: [UInt32] = []
    var left = 0
    var right = 0
    var inside = false
    while left < bounds.count || right < other.bounds.count {
      let first = left < bounds.count ? bounds[left] : UInt32.max
      let second = right < other.bounds.count ? other.bounds[right] : UInt32.max
      let next = min(first, second)
      if first == next { left += 1 }
      if second == next { right += 1 }
      // An odd number of bounds passed: inside of a range.
      if rule(left & 1 == 1, right & 1 == 1) != inside {
        result.append(next)
        inside.toggle()
      }
    }
    return ScalarSet(bounds: result)
  }

  func contains(_ value: UInt32) -> Bool {
    var low = 0
    var high = bounds.count
    while low < high {
      let middle = (low + high) / 2
      if bounds[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low & 1 == 1
  }
}

extension ScalarSet {
  /// The scalars whose run in `runs` has the number `number`.
  init(runs: [UInt32], number: UInt32) {
    for (index, run) in runs.enumerated() where run & 0xFF == number {
      bounds.append(run >> 8)
      bounds.append(index + 1 < runs.count ? runs[index + 1] >> 8 : Self.end)
    }
  }

  /// The set that `\p{name}` stands for in the reference's regular expressions; nil for a name that is not known here.
  ///
  /// Known are general categories, scripts by both their names, the POSIX classes, and a few more.
  init?(property name: some StringProtocol) {
    let folded = name.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
    if let categories = CategorySet(foldedName: folded) {
      self.init(categories)
    } else if let set = Self.named[folded] {
      self = set()
    } else if let script = ScriptTable.names.firstIndex(where: { Self.matches($0, folded) }) {
      self.init(runs: ScriptTable.runs, number: UInt32(script))
    } else {
      return nil
    }
  }

  private static func matches(_ names: (StaticString, StaticString), _ folded: String) -> Bool {
    names.1.description.lowercased() == folded
      || names.0.description.lowercased().filter { $0 != "_" } == folded
      // The older name of the script of characters that take their neighbour's.
      || (folded == "qaai" && names.1.description == "Zinh")
  }

  /// This set, with the lower-case forms of its members and with what has a member for its lower-case form.
  ///
  /// PCRE2 does the same where case is ignored, but for the letters of an older Unicode.
  var withOtherCase: ScalarSet {
    var others: [UInt32] = []
    for entry in ScalarMappingTable.lowercase {
      let upper = UInt32(truncatingIfNeeded: entry >> 32)
      let lower = UInt32(truncatingIfNeeded: entry)
      if contains(upper) != contains(lower) { others.append(contains(upper) ? lower : upper) }
    }
    others.sort()
    var added = ScalarSet()
    for value in others where !added.contains(value) { added.append(value) }
    return union(added)
  }

  /// Adds `value`, which must be above all members.
  private mutating func append(_ value: UInt32) {
    if bounds.last == value { bounds.removeLast() } else { bounds.append(value) }
    bounds.append(value + 1)
  }

  /// `\w` inside of brackets.
  static var word: ScalarSet {
    alphabetic.union(ScalarSet([.mark, .decimalNumber, .connectorPunctuation]))
  }

  private static var alphabetic: ScalarSet { ScalarSet(bounds: PropertyTable.alphabetic) }

  private static var graph: ScalarSet {
    ScalarSet([.separator, .control, .unassigned]).inverted
  }

  private static let named: [String: @Sendable () -> ScalarSet] = [
    "any": { all }, "ascii": { ScalarSet(0, through: 0x7F) }, "assigned": { ScalarSet(.unassigned).inverted },
    "alpha": { alphabetic }, "alphabetic": { alphabetic },
    "lower": { ScalarSet(bounds: PropertyTable.lowercase) },
    "lowercase": { ScalarSet(bounds: PropertyTable.lowercase) },
    "upper": { ScalarSet(bounds: PropertyTable.uppercase) },
    "uppercase": { ScalarSet(bounds: PropertyTable.uppercase) },
    "alnum": { alphabetic.union(ScalarSet(.decimalNumber)) },
    "blank": { ScalarSet(.spaceSeparator).union(ScalarSet(9, through: 9)) },
    "graph": { graph }, "print": { graph.union(ScalarSet(.spaceSeparator)) },
    "posixpunct": { ScalarSet([.punctuation, .symbol]) },
    "xdigit": { ScalarSet(bounds: [0x30, 0x3A, 0x41, 0x47, 0x61, 0x67]) },
    "emoji": { ScalarSet(bounds: PropertyTable.emoji) },
    "emojipresentation": { ScalarSet(bounds: PropertyTable.emojiPresentation) },
    "emojimodifier": { ScalarSet(bounds: PropertyTable.emojiModifier) },
    "emojimodifierbase": { ScalarSet(bounds: PropertyTable.emojiModifierBase) },
    "emojicomponent": { ScalarSet(bounds: PropertyTable.emojiComponent) },
    "extendedpictographic": { ScalarSet(bounds: PropertyTable.extendedPictographic) },
    "ideographic": { ScalarSet(bounds: PropertyTable.ideographic) },
    "word": { word },
  ]
}
