import Tensors

/// Products of rows rounded to bytes: a quarter of the time of products in 32 bits, where the processor has an instruction for
/// them, and a quarter of the memory.
///
/// Rows stand without their mean, which all of them share and which says nothing of their differences. A row's bytes are off by
/// about a hundredth of its length; what that leaves open is compared in 64 bits.
struct GraphByteProducts: GraphProducts {
  let bounds: GraphBounds
  private let rows: ByteRows

  /// 256 x 256 products, and the bytes of both blocks, stay in a core's cache.
  var side: Int { 256 }

  /// How many candidates of a row are kept beyond twice k: all of them, mostly.
  static func room(k: Int) -> Int { max(16, 160 - k) }

  /// How many candidates a row may have on average.
  ///
  /// They come in crowds before the threshold is known: with more, comparing those that find no room takes longer than products in
  /// 32 bits.
  static func candidateLimit(k: Int) -> Int { (2 * k + room(k: k)) / 2 }

  /// Rounds all rows that take part; nil where their values are too many.
  init?(_ search: NeighborSearch, norms: [Double], isCompared: [Bool]) {
    let matrix = search.matrix
    guard matrix.columnCount <= ByteRows.maximumColumns else { return nil }
    let rows = ByteRows(rowCount: matrix.rowCount, columnCount: matrix.columnCount)
    // In a corrected space the mean is gone already.
    let mean =
      search.correction == nil
      ? RowCovariance(of: matrix).mean : [Double](repeating: 0, count: matrix.columnCount)
    let measured = search.mapSpaceBlocks { block in
      block.rows.map { row in
        isCompared[row] ? rows.pack(block[row: row], mean: mean, asRow: row) : .unpacked
      }
    }.flatMap { $0 }
    self.rows = rows
    bounds = GraphBounds(
      search.metric, norms: norms, measured, meanSquared: mean.reduce(0) { $0 + $1 * $1 }, isCandidate: isCompared)
  }

  func write(_ rows: Range<Int>, _ columns: Range<Int>, to products: UnsafeMutableBufferPointer<Float>) {
    self.rows.writeProducts(rows, columns, to: products)
  }
}
