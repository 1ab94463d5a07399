/// Ids as people type them.
package enum IDRanges {
  /// `177-187,220` as numbers; nil for anything else, and for more ids than a vocabulary has.
  package static func ids(_ text: String) -> [Int]? {
    var result: [Int] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first >= 0, first <= last,
        result.count + (last - first) < 10_000_000
      else { return nil }
      result += first...last
    }
    return result
  }
}
