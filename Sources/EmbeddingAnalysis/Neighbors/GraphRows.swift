/// What is known of the rows before their products are formed: lengths, and which rows take part.
struct GraphRows: Sendable {
  /// The length of each row in the space it is compared in; NaN for a row that is not finite.
  let norms: [Double]
  /// Rows of zeros, where angles are compared.
  let zeroRows: [Int]
  let nonFiniteRows: [Int]

  init(_ search: NeighborSearch) {
    let norms = search.norms ?? RowNorms(of: search.matrix).values
    self.norms = norms
    nonFiniteRows = norms.indices.filter { norms[$0].isNaN }
    zeroRows = search.metric == .cosine ? norms.indices.filter { norms[$0] == 0 } : []
  }

  /// Whether the bounds on rounding of products in 32 bits hold: nothing may overflow, and what underflows must be next to
  /// nothing beside the lengths.
  var fitsSinglePrecision: Bool {
    norms.allSatisfy { $0.isNaN || $0 == 0 || (1e-15 < $0 && $0 < 1e15) }
  }
}
