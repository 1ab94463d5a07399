/// The nearest spelling of a mistyped name.
package enum Spelling {
  /// The candidate with the smallest edit distance to `typed`, if that is near enough to be a slip; ties go to the first.
  ///
  /// ```swift
  /// Spelling.nearest(to: "vocb", among: ["info", "vocab"])   // "vocab"
  /// ```
  package static func nearest(to typed: String, among candidates: [String]) -> String? {
    // A third of the letters may be wrong: "lenghts" finds "lengths", "foo" finds nothing. A name cut short counts.
    let limit = max(1, typed.unicodeScalars.count / 3)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let isPrefix = typed.unicodeScalars.count >= 3 && candidate.hasPrefix(typed)
      let distance = isPrefix ? limit : EditDistance.between(typed, candidate)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.candidate
  }
}
