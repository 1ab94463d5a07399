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

/// A row and how near it is, its similarity being larger the nearer it is: that of a distance is its square, negative.
struct Candidate: Sendable {
  var id: Int
  var similarity: Double

  /// The order of all results: the nearer first; of equally near ones, the lower id.
  @inline(__always)
  func precedes(_ other: Candidate) -> Bool {
    similarity > other.similarity || (similarity == other.similarity && id < other.id)
  }
}

extension NeighborMetric {
  /// The number that is shown for a candidate's similarity.
  func score(_ similarity: Double) -> Double {
    // Written so that a distance of zero is 0 and not -0.
    self == .euclidean ? (0 - similarity).squareRoot() : similarity
  }
}

/// The k nearest of the candidates offered, kept in order.
///
/// Which ones they are does not depend on the order they were offered in.
struct NearestList: Sendable {
  let limit: Int
  private(set) var candidates: [Candidate] = []
  /// Whatever is not nearer than this changes nothing, once the list is full.
  private(set) var farthest = -Double.infinity

  init(limit: Int) {
    self.limit = limit
    candidates.reserveCapacity(limit + 1)
  }

  /// Takes in one candidate whose similarity is finite.
  @inline(__always)
  mutating func offer(_ id: Int, _ similarity: Double) {
    if candidates.count == limit && similarity < farthest { return }
    insert(Candidate(id: id, similarity: similarity))
  }

  @inline(never)
  private mutating func insert(_ candidate: Candidate) {
    guard limit > 0 else { return }
    var position = candidates.count
    while position > 0, candidate.precedes(candidates[position - 1]) { position -= 1 }
    if position == limit { return }
    if candidates.count == limit { candidates.removeLast() }
    candidates.insert(candidate, at: position)
    if candidates.count == limit { farthest = candidates[limit - 1].similarity }
  }

  /// Takes in what another list holds.
  mutating func merge(_ other: NearestList) {
    for candidate in other.candidates { offer(candidate.id, candidate.similarity) }
  }
}
