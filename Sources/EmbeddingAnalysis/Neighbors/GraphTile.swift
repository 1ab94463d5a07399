import Tensors

/// The products of a block of rows with another one, looked through for candidates of both.
struct GraphTile {
  let candidates: GraphCandidates
  let rows: Range<Int>
  let columns: Range<Int>
  /// rows.count x columns.count products, row after row.
  let products: UnsafePointer<Float>

  /// Offers every pair whose upper bound reaches a threshold to the row, to the column, or to both.
  ///
  /// On the diagonal each pair is looked at once, and no row is its own neighbour.
  func offerPairs() {
    let bounds = candidates.bounds
    bounds.alpha.withUnsafeBufferPointer { alpha in
      bounds.beta.withUnsafeBufferPointer { beta in
        bounds.gamma.withUnsafeBufferPointer { gamma in
          bounds.length.withUnsafeBufferPointer { length in
            let columns = Columns(alpha: alpha, beta: beta, gamma: gamma, length: length)
            for row in rows { offerPairs(of: row, columns) }
          }
        }
      }
    }
  }

  private struct Columns {
    let alpha: UnsafeBufferPointer<Float>
    let beta: UnsafeBufferPointer<Float>
    let gamma: UnsafeBufferPointer<Float>
    let length: UnsafeBufferPointer<Float>
  }

  @inline(__always)
  private func offerPairs(of row: Int, _ all: Columns) {
    let products = products + (row - rows.lowerBound) * columns.count
    let start = columns.lowerBound
    let first = rows == columns ? row + 1 - start : 0
    guard let alpha = all.alpha.baseAddress, let beta = all.beta.baseAddress, let gamma = all.gamma.baseAddress,
      let length = all.length.baseAddress, let thresholds = candidates.thresholds.baseAddress
    else { return }
    let (alphaOfRow, betaOfRow, gammaOfRow) = (alpha[row], beta[row], gamma[row])
    let lengthOfRow = length[row]
    var index = first
    // SAFETY: `index + 4 <= columns.count` keeps the load inside the row of products, and `start + index` inside the
    // columns, which are rows of the matrix; every bound has one value for each of them.
    while index &+ 4 <= columns.count {
      let column = start &+ index
      let product = Self.four(products + index)
      let upperOfColumn = product * Self.four(alpha + column) + (lengthOfRow * Self.four(beta + column) + Self.four(gamma + column))
      let upperOfRow = product * alphaOfRow + (Self.four(length + column) * betaOfRow + gammaOfRow)
      let reaches =
        (upperOfColumn .>= thresholds[row]) .| (upperOfRow .>= Self.four(UnsafePointer(thresholds + column)))
      let bits = unsafeBitCast(reaches, to: SIMD2<UInt64>.self)
      if bits[0] | bits[1] != 0 {
        for lane in 0..<4 where reaches[lane] {
          candidates.offer(row, column &+ lane, upperOfColumn[lane])
          candidates.offer(column &+ lane, row, upperOfRow[lane])
        }
      }
      index &+= 4
    }
    while index < columns.count {
      let column = start &+ index
      let product = products[index]
      candidates.offer(row, column, product * alpha[column] + (lengthOfRow * beta[column] + gamma[column]))
      candidates.offer(column, row, product * alphaOfRow + (length[column] * betaOfRow + gammaOfRow))
      index &+= 1
    }
  }

  @inline(__always)
  private static func four(_ values: UnsafePointer<Float>) -> SIMD4<Float> {
    UnsafeRawPointer(values).loadUnaligned(as: SIMD4<Float>.self)
  }
}
