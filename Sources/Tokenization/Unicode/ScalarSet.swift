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
    self.init { !CategorySet.of($0).isDisjoint(with: categories) }
  }

  /// The scalars for which `holds`.
  init(where holds: (UInt32) -> Bool) {
    var inside = false
    for value in 0..<Self.end where holds(value) != inside {
      bounds.append(value)
      inside.toggle()
    }
    if inside { bounds.append(Self.end) }
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
    "lower": { ScalarSet(bounds: PropertyTable.lowercase) }, "lowercase": { ScalarSet(bounds: PropertyTable.lowercase) },
    "upper": { ScalarSet(bounds: PropertyTable.uppercase) }, "uppercase": { ScalarSet(bounds: PropertyTable.uppercase) },
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
