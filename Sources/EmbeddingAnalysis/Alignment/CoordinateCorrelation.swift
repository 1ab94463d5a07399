/// What a notebook draws of one word in two models: the correlation of the raw coordinates, for every shared word.
///
/// The axes of two models are not shared, so that coordinate 5 of one has nothing to do with coordinate 5 of the other; the
/// same numbers over words paired at random show it.
package struct CoordinateCorrelation: Sendable, Equatable {
  /// For each pair, Pearson's r over the dimensions that both models have; nil where it is not defined.
  package let values: [Double?]
  /// The same for words paired at random.
  package let shuffled: [Double?]

  /// The correlations of `rows`, and those of one random pairing drawn from `seed`.
  package init(_ rows: PairedRows, seed: UInt64) {
    values = Self.correlations(rows)
    shuffled = PairedRows.orders(1, of: rows.count, seed: seed).first.map { Self.correlations(rows.shuffled($0)) } ?? []
  }

  private static func correlations(_ rows: PairedRows) -> [Double?] {
    let shared = min(rows.a.columnCount, rows.b.columnCount)
    return (0..<rows.count).map { index in
      Correlation.pearson(rows.a.row(index).prefix(shared), rows.b.row(index).prefix(shared))
    }
  }
}
