/// How near two embeddings are to each other.
public enum NeighborMetric: String, Sendable, Codable, CaseIterable {
  /// The cosine of the angle between them, in [-1, 1]: the largest is nearest. Not defined for a row of zeros.
  case cosine
  /// The length of their difference: the smallest is nearest.
  case euclidean
  /// Their scalar product: the largest is nearest.
  case dot
}

/// A row that is near to another one, or to a vector.
public struct Neighbor: Sendable, Equatable, Codable {
  /// The row of the matrix.
  public let id: Int
  /// How near it is: the cosine similarity, the distance or the scalar product, as the ``NeighborMetric`` says.
  public let score: Double

  /// A row and how near it is.
  public init(id: Int, score: Double) {
    self.id = id
    self.score = score
  }
}

/// A row and how near it is, in a form where more is nearer: a distance is squared and negative.
struct Candidate: Sendable {
  var id: Int
  var closeness: Double

  /// The order of all results: the nearer first; of equally near ones, the lower id.
  @inline(__always)
  func precedes(_ other: Candidate) -> Bool {
    closeness > other.closeness || (closeness == other.closeness && id < other.id)
  }
}

extension NeighborMetric {
  /// The number shown for a closeness.
  func score(_ closeness: Double) -> Double {
    // Written so that a distance of zero is 0 and not -0.
    self == .euclidean ? (0 - closeness).squareRoot() : closeness
  }
}
