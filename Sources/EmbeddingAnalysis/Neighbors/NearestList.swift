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

  /// Takes in one candidate whose closeness is finite.
  @inline(__always)
  mutating func offer(_ id: Int, _ closeness: Double) {
    if candidates.count == limit && closeness < farthest { return }
    insert(Candidate(id: id, closeness: closeness))
  }

  @inline(never)
  private mutating func insert(_ candidate: Candidate) {
    guard limit > 0 else { return }
    var position = candidates.count
    while position > 0, candidate.precedes(candidates[position - 1]) { position -= 1 }
    if position == limit { return }
    if candidates.count == limit { candidates.removeLast() }
    candidates.insert(candidate, at: position)
    if candidates.count == limit { farthest = candidates[limit - 1].closeness }
  }

  /// Takes in what another list holds.
  mutating func merge(_ other: NearestList) {
    for candidate in other.candidates { offer(candidate.id, candidate.closeness) }
  }
}
