import EmbeddingAnalysis
import SafeText

extension SpaceResult.Model {
  /// What is to be said of rows and dimensions that are out of the ordinary, in sentences.
  var notesOnRows: [String] {
    var notes: [String] = []
    if !nonFinite.isEmpty {
      let named = nonFinite.prefix(3).map { "\($0.token.shown) (\($0.token.id)): \($0.kind) in column \($0.column)" }
      notes.append(
        "\(nonFinite.count.grouped) rows hold values that are not finite and are left out: \(named.joined(separator: "; "))"
          + (nonFinite.count > 3 ? "; …" : "."))
    }
    if !zeroRows.isEmpty {
      notes.append(
        zeroRows.count == 1
          ? "Row \(zeroRows[0]) is zero and has no direction."
          : "\(zeroRows.count.grouped) rows are zero and have no direction; the first is \(zeroRows[0]).")
    }
    if !duplicates.isEmpty {
      let rows = duplicates.reduce(0) { $0 + $1.count }
      let largest = duplicates.max { $0.count < $1.count } ?? []
      notes.append(
        "\(rows.grouped) rows have a twin that is the same to the bit, in \(duplicates.count.grouped) groups; the largest has "
          + "\(largest.count.grouped) rows, the first of which is \(largest[0]).")
    }
    let constant = dimensions.filter(\.isConstant)
    if !constant.isEmpty {
      notes.append(
        "Constant dimensions: \(constant.prefix(10).map { String($0.index) }.joined(separator: ", "))"
          + (constant.count > 10 ? " and \(constant.count - 10) more." : "."))
    }
    if spectrum.shares.isEmpty { notes.append("The rows do not vary: there is no spectrum.") }
    return notes
  }

  /// The dimensions that stand out, the one that adds most to the mean cosine first.
  public var outliers: [Int] {
    dimensions.filter(\.isOutlier).map(\.index).sorted { (-contribution($0), $0) < (-contribution($1), $1) }
  }

  /// What dimension `index` adds to the mean cosine; 0 where there is none.
  public func contribution(_ index: Int) -> Double {
    anisotropy.contributions.indices.contains(index) ? anisotropy.contributions[index] : 0
  }
}
