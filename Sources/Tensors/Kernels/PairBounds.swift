import CVectorKernels

/// What bounds the nearness of pairs of rows from their rounded products.
///
/// With row i as the query, row j as the candidate, and p their rounded product, the bound is
///
///     alpha[j]·(p + shift[i]) + gamma[j] + (reach[i]·beta[j] + spread[i]·delta[j])
///
/// NaN is a bound that nothing lets through.
package struct PairBounds: Sendable {
  /// The terms of the formula, in their order in memory.
  package enum Term: Int, CaseIterable, Sendable {
    case shift, reach, spread, alpha, beta, gamma, delta
  }

  /// Pairs that may be near, as a kernel finds them.
  package struct Pairs: ~Copyable {
    fileprivate let places: UnsafeMutableBufferPointer<UInt32>
    fileprivate let ofRow: UnsafeMutableBufferPointer<Float>
    fileprivate let ofOthers: UnsafeMutableBufferPointer<Float>

    /// Room for `count` pairs.
    package init(room count: Int) {
      places = .allocate(capacity: count)
      ofRow = .allocate(capacity: count)
      ofOthers = .allocate(capacity: count)
    }

    deinit {
      places.deallocate()
      ofRow.deallocate()
      ofOthers.deallocate()
    }
  }

  /// The terms one after the other, ``rowCount`` numbers each.
  private let values: [Float]
  private let rowCount: Int

  /// Bounds for `rowCount` rows, of which `term` gives each number.
  package init(rowCount: Int, _ term: (Term, Int) -> Double) {
    self.rowCount = rowCount
    values = Term.allCases.flatMap { name in (0..<rowCount).map { Float(term(name, $0)) } }
  }

  /// One number of row `index`.
  @inline(__always)
  package subscript(term: Term, index: Int) -> Float { values[term.rawValue &* rowCount &+ index] }

  /// The bound of the nearness of j to i, from their rounded product.
  @inline(__always)
  package func upper(_ product: Float, _ i: Int, _ j: Int) -> Float {
    self[.alpha, j] * (product + self[.shift, i]) + (self[.gamma, j] + error(i, j))
  }

  /// The part of the bound that is there for rounding of the rows.
  @inline(__always)
  package func error(_ i: Int, _ j: Int) -> Float {
    self[.reach, i] * self[.beta, j] + self[.spread, i] * self[.delta, j]
  }

  /// Calls `body` with every row of `others` whose bound reaches the threshold of `row`, or for which that of `row` reaches its
  /// own, and with both: the other's as a neighbour of `row`, and the other way round.
  ///
  /// - Parameter products: The rounded products of `row` with `others`.
  package func forEachPair(
    of row: Int, with others: Range<Int>, products: UnsafePointer<Float>, thresholds: UnsafePointer<Float>,
    _ pairs: borrowing Pairs, _ body: (_ other: Int, _ ofRow: Float, _ ofOther: Float) -> Void
  ) {
    precondition((0..<rowCount).contains(row) && others.lowerBound >= 0 && others.upperBound <= rowCount)
    precondition(pairs.places.count >= others.count, "room for \(pairs.places.count) of \(others.count) pairs")
    guard let places = pairs.places.baseAddress, let ofRow = pairs.ofRow.baseAddress,
      let ofOthers = pairs.ofOthers.baseAddress
    else { return }
    // SAFETY: rows and others are rows of the bounds, and there is room for a pair for each, as checked above.
    let found = embedscope_reaching_pairs(
      products, others.count, row, others.lowerBound, values, rowCount, thresholds, places, ofRow, ofOthers)
    for index in 0..<found { body(others.lowerBound + Int(places[index]), ofRow[index], ofOthers[index]) }
  }
}
