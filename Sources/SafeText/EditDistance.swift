/// How many slips of the pen lie between two words.
package enum EditDistance {
  /// The number of letters to insert, remove, replace or swap with their neighbour (optimal string alignment).
  package static func between(_ first: String, _ second: String) -> Int {
    between(Array(first.unicodeScalars), Array(second.unicodeScalars))
  }

  /// The same for words that are taken apart already.
  package static func between(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var twoBefore: [Int] = []
    var before = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
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
