import Tensors

/// What separates the two rows of each of many pairs, such as a word with and without a space before it.
public struct PairOffsets: Sendable {
  /// Two rows of a matrix.
  public struct Pair: Sendable, Equatable, Codable {
    /// The first row.
    public var a: Int
    /// The second row.
    public var b: Int

    /// The rows `a` and `b`.
    public init(_ a: Int, _ b: Int) {
      self.a = a
      self.b = b
    }
  }

  /// The cosine similarity of each pair, in their order; NaN where a row is zero or not finite.
  public let cosines: [Double]
  /// How many pairs have a cosine: only these count below.
  public let count: Int
  /// The mean of ``cosines``; nil where there is none.
  public let meanCosine: Double?
  /// The mean cosine of the first row of a pair with the second row of another one, over all such combinations.
  ///
  /// It is what the cosines would be if the pairs meant nothing: (Σâ·Σb̂ - Σcos) / (n (n - 1)), exact; nil for fewer than two.
  public let meanCosineOfMismatches: Double?
  /// The mean of b - a: D values, empty without pairs.
  public let meanOffset: [Double]
  /// The mean cosine of the offsets with their mean, in [-1, 1]: 1 where all point the same way.
  ///
  /// Pairs of equal rows are left out; nil where the mean offset is zero.
  public let consistency: Double?
  /// |mean offset|² / mean |offset|², in [0, 1]: the part of the offsets' squared length that is common to all; nil where all
  /// are zero.
  public let commonShare: Double?

  /// Reads the pairs' rows of `matrix`, on all cores.
  ///
  /// - Precondition: all lie within the matrix.
  public init(of pairs: [Pair], in matrix: EmbeddingMatrix) {
    let runs = EmbeddingMatrix.mapRuns(of: pairs.count) { run in
      var sums = OffsetSums(columns: matrix.columnCount)
      for pair in pairs[run] { sums.add(pair, matrix) }
      return sums
    }
    var total = OffsetSums(columns: matrix.columnCount)
    for run in runs { total.add(run) }
    cosines = total.cosines
    count = total.count
    let n = Double(total.count)
    meanCosine = total.count > 0 ? total.cosineSum / n : nil
    meanCosineOfMismatches =
      total.count > 1 ? (OffsetSums.dot(total.unitsA, total.unitsB) - total.cosineSum) / (n * (n - 1)) : nil
    meanOffset = total.count > 0 ? total.offsets.map { $0 / n } : []
    let length = OffsetSums.dot(meanOffset, meanOffset).squareRoot()
    // n rows whose offsets cancel out leave rounding, which points nowhere.
    let isZero = length <= 1e-12 * (total.squares / max(1, n)).squareRoot()
    consistency =
      isZero || total.movedCount == 0
      ? nil : OffsetSums.dot(total.unitOffsets, meanOffset) / (length * Double(total.movedCount))
    commonShare = total.squares > 0 ? min(1, length * length / (total.squares / n)) : nil
  }
}

/// Sums over pairs of rows, in their order.
private struct OffsetSums: Sendable {
  var cosines: [Double] = []
  var count = 0
  /// Pairs whose rows differ.
  var movedCount = 0
  var cosineSum = 0.0
  /// Σ |b - a|².
  var squares = 0.0
  var unitsA: [Double]
  var unitsB: [Double]
  var offsets: [Double]
  var unitOffsets: [Double]

  init(columns: Int) {
    unitsA = Array(repeating: 0, count: columns)
    unitsB = unitsA
    offsets = unitsA
    unitOffsets = unitsA
  }

  static func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

  mutating func add(_ pair: PairOffsets.Pair, _ matrix: EmbeddingMatrix) {
    let a = matrix.row(pair.a).map(Double.init)
    let b = matrix.row(pair.b).map(Double.init)
    let (normA, normB) = (Self.dot(a, a).squareRoot(), Self.dot(b, b).squareRoot())
    guard normA > 0, normB > 0, normA.isFinite, normB.isFinite else { return cosines.append(.nan) }
    let cosine = min(1, max(-1, Self.dot(a, b) / (normA * normB)))
    cosines.append(cosine)
    cosineSum += cosine
    count += 1
    var square = 0.0
    for index in a.indices { square += (b[index] - a[index]) * (b[index] - a[index]) }
    squares += square
    let length = square.squareRoot()
    if length > 0 { movedCount += 1 }
    for index in a.indices {
      unitsA[index] += a[index] / normA
      unitsB[index] += b[index] / normB
      offsets[index] += b[index] - a[index]
      if length > 0 { unitOffsets[index] += (b[index] - a[index]) / length }
    }
  }

  mutating func add(_ other: OffsetSums) {
    cosines += other.cosines
    count += other.count
    movedCount += other.movedCount
    cosineSum += other.cosineSum
    squares += other.squares
    for index in offsets.indices {
      unitsA[index] += other.unitsA[index]
      unitsB[index] += other.unitsB[index]
      offsets[index] += other.offsets[index]
      unitOffsets[index] += other.unitOffsets[index]
    }
  }
}
