#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif
import Tensors

/// The rows nearest to several vectors and farthest from others, by products in place of sums: 3CosMul of Levy and Goldberg
/// (2014), as gensim's `most_similar_cosmul` generalises it.
///
/// With the cosines moved to [0, 1] by (1 + cos) / 2, the score is the product over the vectors with positive weights,
/// divided by the product over those with negative weights plus 10⁻⁶. A weight w other than ±1 is an exponent |w|, which gensim
/// does not have.
public struct MultiplicativeSearch: Sendable {
  /// What is searched.
  public let matrix: EmbeddingMatrix

  /// A search in `matrix`; nothing is read yet.
  public init(_ matrix: EmbeddingMatrix) { self.matrix = matrix }

  /// The `k` rows with the largest scores, the largest first, ties by id; rows without a direction have none.
  ///
  /// - Parameters:
  ///   - vectors: D values each, with a weight each.
  ///   - excluded: The rows that are left out.
  /// - Precondition: no vector is zero, there is one at least.
  public func nearest(
    to vectors: [[Double]], weights: [Double], excluding excluded: [Int] = [], k: Int
  ) -> [Neighbor] {
    precondition(!vectors.isEmpty && vectors.count == weights.count, "\(weights.count) weights for \(vectors.count)")
    let units = vectors.map { Vectors.unit($0) ?? $0 }
    let limit = max(0, min(k, matrix.rowCount))
    let lists = matrix.mapRowBlocks { block in
      var list = NearestList(limit: limit)
      for id in block.rows {
        let score = Self.score(block[row: id], units, weights)
        if score.isFinite, !excluded.contains(id) { list.offer(id, score) }
      }
      return list
    }
    var result = NearestList(limit: limit)
    for list in lists { result.merge(list) }
    return result.candidates.map { Neighbor(id: Int($0.id), score: $0.similarity) }
  }

  private static func score(_ row: UnsafeBufferPointer<Float>, _ units: [[Double]], _ weights: [Double]) -> Double {
    guard let start = row.baseAddress else { return .nan }
    let norm = DotProducts.squares(start, count: row.count).squareRoot()
    guard norm > 0, norm.isFinite else { return .nan }
    let cosines = units.map { DotProducts.dot(start, $0, count: row.count) / norm }
    return score(cosines: cosines, weights)
  }

  /// The score of a row with these cosines.
  static func score(cosines: [Double], _ weights: [Double]) -> Double {
    var numerator = 1.0
    var denominator = 1.0
    for (cosine, weight) in zip(cosines, weights) {
      let similarity = max(0, (1 + cosine) / 2)
      let factor = weight.magnitude == 1 ? similarity : pow(similarity, weight.magnitude)
      if weight > 0 { numerator *= factor } else { denominator *= factor }
    }
    return numerator / (denominator + 1e-6)
  }
}
