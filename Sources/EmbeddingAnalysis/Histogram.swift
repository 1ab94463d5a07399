/// How many numbers fall into each of a few bins of equal width, as `numpy.histogram(values, bins, density=True)` counts.
///
/// Edges and counts are NumPy's exactly, bit for bit (source: NumPy 2.4, `lib/_histograms_impl.py`; we differ in leaving
/// out numbers that are not finite, which NumPy refuses).
public struct Histogram: Equatable, Sendable {
  /// The bins' borders, rising: one more than there are bins.
  ///
  /// The first is the smallest value, the last the largest. Where all values are equal, NumPy takes 0.5 below and above;
  /// where there is none, 0 and 1.
  public let binEdges: [Double]
  /// How many values lie in each bin: from its left edge up to, not including, its right edge; the last bin has both.
  public let counts: [Int]
  /// Each count divided by the bin's width and by the number of values: the bars' areas add up to 1.
  ///
  /// NaN where there are no values, as in NumPy.
  public let density: [Double]
  /// The smallest finite value; nil where there is none.
  public let minimum: Double?
  /// The largest finite value; nil where there is none.
  public let maximum: Double?
  /// The arithmetic mean of the finite values; nil where there is none.
  public let average: Double?
  /// How many values were left out because they are NaN or infinite.
  public let nonFiniteCount: Int

  /// Counts `values` in `bins` equal bins between the smallest and the largest.
  ///
  /// Throws when the values are so close together (or so far apart) that two neighbouring edges would be the same
  /// number; NumPy refuses them, too. Costs a few nanoseconds per value.
  ///
  /// - Precondition: `bins` is at least 1.
  public init(_ values: [Double], bins: Int = 100) throws {
    precondition(bins >= 1, "\(bins) bins")
    let finite = values.filter(\.isFinite)
    minimum = finite.min()
    maximum = finite.max()
    average = finite.isEmpty ? nil : finite.reduce(0, +) / Double(finite.count)
    nonFiniteCount = values.count - finite.count
    let (first, last) = Self.outerEdges(minimum: minimum, maximum: maximum)
    let edges = Self.equalEdges(from: first, to: last, bins: bins)
    guard zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 }), edges.allSatisfy(\.isFinite) else {
      throw EmbeddingAnalysisError.histogramRange(minimum: first, maximum: last, bins: bins)
    }
    var counts = [Int](repeating: 0, count: bins)
    for value in finite { counts[Self.bin(of: value, edges: edges)] += 1 }
    binEdges = edges
    self.counts = counts
    density = counts.indices.map { Double(counts[$0]) / (edges[$0 + 1] - edges[$0]) / Double(finite.count) }
  }

  private static func outerEdges(minimum: Double?, maximum: Double?) -> (Double, Double) {
    guard let minimum, let maximum else { return (0, 1) }
    return minimum == maximum ? (minimum - 0.5, maximum + 0.5) : (minimum, maximum)
  }

  /// `numpy.linspace(first, last, bins + 1)`: the same roundings in the same order.
  private static func equalEdges(from first: Double, to last: Double, bins: Int) -> [Double] {
    let range = last - first
    let step = range / Double(bins)
    // A step that underflows to 0 leaves NumPy the other order of the two operations.
    let interior = (0..<bins).map { step == 0 ? Double($0) / Double(bins) * range + first : Double($0) * step + first }
    return interior + [last]
  }

  /// The bin of `value`, which lies between the outer edges: a guess by division, put right at the edges.
  private static func bin(of value: Double, edges: [Double]) -> Int {
    let bins = edges.count - 1
    let position = (value - edges[0]) / (edges[bins] - edges[0]) * Double(bins)
    var bin = min(Int(position), bins - 1)
    if value < edges[bin] {
      bin -= 1
    } else if value >= edges[bin + 1], bin != bins - 1 {
      bin += 1
    }
    return bin
  }
}
