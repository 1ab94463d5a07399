import SafeText

extension TokenGroups {
  /// So many groups have a colour of their own, beside those for the rest and for nothing.
  private static let mostNamed = 6

  /// Groups by what is said of each row: by sixths where all of it is numbers, more than ``mostNamed`` of them; else the groups
  /// with the most rows by name, `others` for the rest, `none` for rows of which nothing is said.
  init(_ values: [String?], others: String, none: String) {
    var counts: [ExactName: Int] = [:]
    for case let value? in values { counts[ExactName(value), default: 0] += 1 }
    let numbers = counts.keys.map { Double($0.text) }
    if counts.count > Self.mostNamed, numbers.allSatisfy({ $0?.isFinite == true }) {
      let (sixths, groups) = Self.sixths(of: values.map { $0.flatMap(Double.init) ?? .nan })
      let isSaid = values.allSatisfy { $0 != nil }
      self.init(
        names: sixths + (isSaid ? [] : [none]), groupOfRow: zip(values, groups).map { $0 == nil ? 6 : $1 },
        isOrdered: true,
        restCount: isSaid ? 0 : 1)
      return
    }
    let byCount = counts.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.map(\.key)
    let named = byCount.prefix(byCount.count > Self.mostNamed + 1 ? Self.mostNamed : byCount.count)
    let places = Dictionary(zip(named, named.indices), uniquingKeysWith: { first, _ in first })
    var names = named.map(\.text)
    if byCount.count > named.count { names.append(others) }
    let rest = names.count
    if values.contains(nil) { names.append(none) }
    self.init(
      names: names,
      groupOfRow: values.map { value in value.map { places[ExactName($0)] ?? named.count } ?? rest }, isOrdered: false,
      restCount: names.count - named.count)
  }
}
