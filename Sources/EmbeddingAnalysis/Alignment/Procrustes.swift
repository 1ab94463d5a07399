package import Tensors
import Work

/// The best rotation of one model's space onto another's, tried on words that it has not seen.
///
/// Columns are centred and rows scaled to length 1 on both sides; of all matrices R [D₁, D₂] with orthonormal rows or columns,
/// the one that brings the training words nearest to their partners is U·Vᵀ of the singular value decomposition of XᵀY
/// (Schönemann 1966). The held-out words then show whether it has learnt anything.
package struct Procrustes: Sendable {
  /// The mean cosine of held-out words, rotated, with their partners, in [-1, 1].
  package let cosine: BaselinedMeasure
  /// The share of held-out words whose partner is the nearest of all held-out words.
  package let nearest: BaselinedMeasure
  /// The share of held-out words whose partner is among the ten nearest.
  package let nearestTen: BaselinedMeasure
  /// How many words the rotation was made from.
  package let trainingCount: Int
  /// How many words it was tried on.
  package let heldOutCount: Int
  /// The sum of the singular values: what `scipy.linalg.orthogonal_procrustes` calls the scale.
  package let scale: Double

  /// Rotates the first side of `rows` onto the second with four fifths of the words, drawn from `seed`.
  ///
  /// The baseline rotates onto words that are paired at random, and is tried on the same held-out words.
  ///
  /// - Throws: what ``LinearAlgebra/singularValues(_:rows:columns:)`` throws.
  package init(_ rows: PairedRows, shuffles: Int, seed: UInt64, algebra: LinearAlgebra) throws {
    let order = PairedRows.orders(1, of: rows.count, seed: seed).first ?? []
    let training = rows.count * 4 / 5
    try self.init(
      rows, training: Array(order.prefix(training)), heldOut: Array(order.dropFirst(training)), shuffles: shuffles,
      seed: seed, algebra: algebra)
  }

  /// The same with the words named.
  init(
    _ rows: PairedRows, training: [Int], heldOut: [Int], shuffles: Int, seed: UInt64, algebra: LinearAlgebra
  ) throws {
    trainingCount = training.count
    heldOutCount = heldOut.count
    let sides = (a: Self.prepare(rows.a, training), b: Self.prepare(rows.b, training))
    let train = PairedRows(a: sides.a.reordered(training), b: sides.b.reordered(training))
    let test = PairedRows(a: sides.a.reordered(heldOut), b: sides.b.reordered(heldOut))
    let fit = try Self.rotation(train, algebra)
    scale = fit.scale
    let outcome = Self.score(fit.rotation, test, algebra)
    let orders = PairedRows.orders(shuffles, of: training.count, seed: seed &+ 1)
    // Each fit runs on one thread; they do not depend on each other.
    let baseline = try ParallelLoop.map(orders.count) { index in
      Result { try Self.rotation(train.shuffled(orders[index]), algebra) }
    }.map { Self.score(try $0.get().rotation, test, algebra) }
    cosine = BaselinedMeasure(value: outcome.cosine, shuffled: baseline.map(\.cosine))
    nearest = BaselinedMeasure(value: outcome.nearest, shuffled: baseline.map(\.nearest))
    nearestTen = BaselinedMeasure(value: outcome.nearestTen, shuffled: baseline.map(\.nearestTen))
  }

  /// Takes off the training words' column means, and scales every row to length 1.
  private static func prepare(_ side: PairedRows.Side, _ training: [Int]) -> PairedRows.Side {
    let means = side.reordered(training).columnMeans()
    var result = side
    result.values = side.centered(means: means).map { Float($0) }
    return result.normalized()
  }

  /// R [D₁, D₂], row after row.
  private static func rotation(
    _ rows: PairedRows, _ algebra: LinearAlgebra
  ) throws -> (rotation: [Float], scale: Double) {
    let (p, q, n) = (rows.a.columnCount, rows.b.columnCount, rows.count)
    let x = rows.a.values.map { Double($0) }
    let y = rows.b.values.map { Double($0) }
    let products = multiply(x, n, p, transposed: true, y, n, q, algebra)
    let parts = try algebra.singularValues(products, rows: p, columns: q)
    let k = parts.values.count
    let rotation = multiply(parts.left, p, k, transposed: false, parts.right, k, q, algebra)
    return (rotation.map { Float($0) }, parts.values.reduce(0, +))
  }

  private struct Outcome: Sendable {
    var cosine: Double?
    var nearest: Double?
    var nearestTen: Double?
  }

  private static func score(_ rotation: [Float], _ test: PairedRows, _ algebra: LinearAlgebra) -> Outcome {
    let n = test.count
    guard n > 0 else { return Outcome() }
    var mapped = PairedRows.Side(values: [], rowCount: n, columnCount: test.b.columnCount)
    mapped.values = multiply(
      test.a.values, n, test.a.columnCount, transposed: false, rotation, test.a.columnCount, test.b.columnCount, algebra
    )
    mapped = mapped.normalized()
    var cosines = [Float](repeating: 0, count: n * n)
    mapped.values.withUnsafeBufferPointer { a in
      test.b.values.withUnsafeBufferPointer { b in
        cosines.withUnsafeMutableBufferPointer { c in
          algebra.parallelMultiply(
            MatrixView(a, rowCount: n, columnCount: mapped.columnCount),
            MatrixView(b, rowCount: n, columnCount: mapped.columnCount).transposed,
            into: MutableMatrixView(c, rowCount: n, columnCount: n))
        }
      }
    }
    // The rank of the partner: how many others are nearer; equals count for the lower position.
    let ranks = (0..<n).map { word -> Int in
      let own = cosines[word * n + word]
      return (0..<n).count { cosines[word * n + $0] > own || (cosines[word * n + $0] == own && $0 < word) }
    }
    let share = { (limit: Int) in Double(ranks.count { $0 < limit }) / Double(n) }
    let cosine = (0..<n).reduce(0.0) { $0 + Double(cosines[$1 * n + $1]) } / Double(n)
    return Outcome(cosine: cosine, nearest: share(1), nearestTen: share(10))
  }

  /// A·B, or Aᵀ·B, on the calling thread.
  private static func multiply<Element: LinearAlgebraElement>(
    _ a: [Element], _ aRows: Int, _ aColumns: Int, transposed: Bool, _ b: [Element], _ bRows: Int, _ bColumns: Int,
    _ algebra: LinearAlgebra
  ) -> [Element] {
    let rows = transposed ? aColumns : aRows
    var result = [Element](repeating: 0, count: rows * bColumns)
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        result.withUnsafeMutableBufferPointer { result in
          let view = MatrixView(a, rowCount: aRows, columnCount: aColumns)
          algebra.multiply(
            transposed ? view.transposed : view, MatrixView(b, rowCount: bRows, columnCount: bColumns),
            into: MutableMatrixView(result, rowCount: rows, columnCount: bColumns))
        }
      }
    }
    return result
  }
}
