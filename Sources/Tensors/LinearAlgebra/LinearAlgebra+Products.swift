import Work

extension LinearAlgebra {
  /// C = scale · A·B, added to what C holds where `adding` is true; on the calling thread.
  ///
  /// The four combinations of a matrix and its transposed give A·B, A·Bᵀ, Aᵀ·B and Aᵀ·Bᵀ. Sums are formed in the type of
  /// the values, in the order of OpenBLAS's kernels: for D terms the error of one product is at most about D·ε·Σ|a·b|.
  ///
  /// - Precondition: A is [m, k], B is [k, n], C is [m, n], and C overlaps neither.
  package func multiply<Element: LinearAlgebraElement>(
    _ a: MatrixView<Element>, _ b: MatrixView<Element>, into c: MutableMatrixView<Element>, scale: Element = 1,
    adding: Bool = false
  ) {
    precondition(
      a.columnCount == b.rowCount && c.rowCount == a.rowCount && c.columnCount == b.columnCount,
      "[\(a.rowCount), \(a.columnCount)] times [\(b.rowCount), \(b.columnCount)] "
        + "into [\(c.rowCount), \(c.columnCount)]")
    guard c.rowCount > 0, c.columnCount > 0 else { return }
    Element.multiply(.init(functions: library), a, b, c, scale: scale, accumulates: adding)
  }

  /// C = A·B on all cores: one call of ``multiply(_:_:into:scale:adding:)`` for each tile of 512 x 512 values of C.
  ///
  /// - Precondition: as there.
  package func parallelMultiply<Element: LinearAlgebraElement>(
    _ a: MatrixView<Element>, _ b: MatrixView<Element>, into c: MutableMatrixView<Element>
  ) {
    precondition(a.columnCount == b.rowCount, "[…, \(a.columnCount)] times [\(b.rowCount), …]")
    let rows = Self.tiles(of: c.rowCount, side: 512)
    let columns = Self.tiles(of: c.columnCount, side: 512)
    guard !columns.isEmpty else { return }
    ParallelLoop.run(rows.count * columns.count) { tile in
      let row = rows[tile / columns.count]
      let column = columns[tile % columns.count]
      multiply(
        a.rows(row), b.part(rows: 0..<b.rowCount, columns: column), into: c.part(rows: row, columns: column))
    }
  }

  /// C = Aᵀ·A on all cores, [k, k] for A of [m, k]: half of the products, the other half mirrored.
  ///
  /// C[i, j] and C[j, i] have the same bits. For m much larger than k, as in a matrix of embeddings.
  ///
  /// - Precondition: C is [k, k] and does not overlap A.
  package func crossProducts<Element: LinearAlgebraElement>(
    of a: MatrixView<Element>, into c: MutableMatrixView<Element>, adding: Bool = false
  ) {
    precondition(
      c.rowCount == a.columnCount && c.columnCount == a.columnCount,
      "columns of [\(a.rowCount), \(a.columnCount)] into [\(c.rowCount), \(c.columnCount)]")
    let spans = Self.tiles(of: a.columnCount, side: 192)
    let pairs = spans.indices.flatMap { row in (0...row).map { (row: row, column: $0) } }
    let all = 0..<a.rowCount
    ParallelLoop.run(pairs.count) { index in
      let (row, column) = (spans[pairs[index].row], spans[pairs[index].column])
      multiply(
        a.part(rows: all, columns: row).transposed, a.part(rows: all, columns: column),
        into: c.part(rows: row, columns: column), adding: adding)
    }
    guard let values = c.start else { return }
    // SAFETY: both indices are below the order of C, whose memory the view's maker answers for.
    for row in 0..<c.rowCount {
      for column in row &+ 1..<max(row &+ 1, c.rowCount) {
        values[row &* c.rowStride &+ column] = values[column &* c.rowStride &+ row]
      }
    }
  }

  /// C = Aᵀ·A, [k, k] for A of [m, k], plus what C holds where `adding` is true: the lower triangle alone, half of the products; on
  /// the calling thread.
  ///
  /// - Precondition: C is [k, k] and does not overlap A, which is not transposed.
  package func lowerCrossProducts(
    of a: MatrixView<Float>, into c: MutableMatrixView<Float>, adding: Bool = false
  ) {
    precondition(
      c.rowCount == a.columnCount && c.columnCount == a.columnCount && !a.isTransposed,
      "columns of [\(a.rowCount), \(a.columnCount)] into [\(c.rowCount), \(c.columnCount)]")
    // `CblasRowMajor`, `CblasLower` and `CblasTrans` of cblas.h.
    library.ssyrk(
      101, 122, 112, Int32(a.columnCount), Int32(a.rowCount), 1, a.start, Int32(max(1, a.rowStride)),
      adding ? 1 : 0, c.start, Int32(max(1, c.rowStride)))
  }

  /// 0..<count in runs of `side`; the last one may be shorter.
  package static func tiles(of count: Int, side: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: side).map { $0..<min($0 + side, count) }
  }
}
