/// The nearest spelling of a mistyped name.
enum Spelling {
  /// The candidate with the smallest edit distance to `typed`, if that is near enough to be a slip; ties go to the first.
  ///
  /// ```swift
  /// Spelling.nearest(to: "vocb", among: ["info", "vocab"])   // "vocab"
  /// ```
  static func nearest(to typed: String, among candidates: [String]) -> String? {
    // A third of the letters may be wrong: "lenghts" finds "lengths", "foo" finds nothing. A name cut short counts.
    let limit = max(1, typed.unicodeScalars.count / 3)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let isPrefix = typed.unicodeScalars.count >= 3 && candidate.hasPrefix(typed)
      let distance = isPrefix ? limit : distance(typed, candidate)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.candidate
  }

  /// The number of letters to insert, remove, replace or swap with their neighbour (optimal string alignment).
  static func distance(_ first: String, _ second: String) -> Int {
    let a = Array(first.unicodeScalars)
    let b = Array(second.unicodeScalars)
    var twoBefore: [Int] = []
    var before = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(before[j + 1] + 1, row[j] + 1, before[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, twoBefore[j - 1] + 1) }
        row.append(cost)
      }
      (twoBefore, before) = (before, row)
    }
    return before[b.count]
  }
}
