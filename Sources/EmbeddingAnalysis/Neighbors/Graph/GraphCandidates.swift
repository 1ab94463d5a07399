/// The rows that may be among the k nearest of each row: all whose upper bound reaches the row's threshold.
///
/// A row's threshold is a nearness that k rows surely have. What is dropped lies below it, so that the k nearest are always
/// among what is kept, in whatever order the candidates come.
final class GraphCandidates: @unchecked Sendable {
  // SAFETY of Sendable: the memory of a row is touched by one thread at a time; the schedule of `GraphBuilder` sees to it.
  let k: Int
  let capacity: Int
  let bounds: GraphBounds
  let search: NeighborSearch
  let norms: [Double]
  let thresholds: UnsafeMutableBufferPointer<Float>
  private let counts: UnsafeMutableBufferPointer<Int32>
  private let ids: UnsafeMutableBufferPointer<Int32>
  private let uppers: UnsafeMutableBufferPointer<Float>

  /// - Parameters:
  ///   - room: How many candidates of a row are kept beyond twice k.
  ///   - isQuery: Which rows look for neighbours; no candidate reaches the threshold of the others.
  init(_ search: NeighborSearch, k: Int, room: Int, bounds: GraphBounds, norms: [Double], isQuery: [Bool]) {
    self.k = k
    self.search = search
    self.bounds = bounds
    self.norms = norms
    capacity = 2 * k + room
    let rows = norms.count
    thresholds = .allocate(capacity: rows)
    counts = .allocate(capacity: rows)
    ids = .allocate(capacity: rows * capacity)
    uppers = .allocate(capacity: rows * capacity)
    for row in 0..<rows { thresholds.initializeElement(at: row, to: isQuery[row] ? -.infinity : .infinity) }
    counts.initialize(repeating: 0)
    ids.initialize(repeating: 0)
    uppers.initialize(repeating: 0)
  }

  deinit {
    thresholds.deallocate()
    counts.deallocate()
    ids.deallocate()
    uppers.deallocate()
  }

  /// Takes in row `id` as a candidate of `row`, where its upper bound reaches the threshold.
  @inline(never)
  func offer(_ row: Int, _ id: Int, _ upper: Float) {
    guard upper >= thresholds[row] else { return }
    var count = Int(counts[row])
    if count == capacity {
      count = compact(row)
      guard upper >= thresholds[row] else { return }
    }
    ids[row &* capacity &+ count] = Int32(truncatingIfNeeded: id)
    uppers[row &* capacity &+ count] = upper
    counts[row] = Int32(truncatingIfNeeded: count &+ 1)
  }

  /// Raises the threshold of a full row and drops what lies below; returns how many candidates are left.
  private func compact(_ row: Int) -> Int {
    prune(row)
    // Near-ties may fill the room: 64-bit arithmetic tells which of them are the k nearest.
    if Int(counts[row]) > capacity - k / 2 - 4 { keepNearest(row) }
    return Int(counts[row])
  }

  /// Drops the candidates that k others surely surpass.
  private func prune(_ row: Int) {
    let count = Int(counts[row])
    guard count > k else { return }
    let start = row * capacity
    let threshold = withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { lowers -> Float in
      for index in 0..<count {
        lowers[index] = bounds.lower(uppers[start + index], row, Int(ids[start + index]))
      }
      var sorted = lowers
      sorted.sort(by: >)
      return sorted[k - 1]
    }
    if threshold > thresholds[row] { thresholds[row] = threshold }
    keep(row) { $0 >= thresholds[row] }
  }

  private func keep(_ row: Int, _ isKept: (Float) -> Bool) {
    let start = row * capacity
    var kept = 0
    for index in 0..<Int(counts[row]) where isKept(uppers[start + index]) {
      ids[start + kept] = ids[start + index]
      uppers[start + kept] = uppers[start + index]
      kept += 1
    }
    counts[row] = Int32(kept)
  }

  /// Leaves the k nearest alone, told in 64 bits; what is not nearer than the last of them need not come any more.
  private func keepNearest(_ row: Int) {
    let start = row * capacity
    let nearest = exact(row)
    let ranks = nearest.prefix(k)
    var uppersByID: [Int: Float] = [:]
    for index in 0..<Int(counts[row]) { uppersByID[Int(ids[start + index])] = uppers[start + index] }
    for (index, candidate) in ranks.enumerated() {
      ids[start + index] = Int32(truncatingIfNeeded: candidate.id)
      uppers[start + index] = uppersByID[candidate.id] ?? .infinity
    }
    counts[row] = Int32(ranks.count)
    guard ranks.count == k, let last = ranks.last else { return }
    let threshold = bounds.threshold(row, similarity: last.similarity)
    if threshold > thresholds[row] { thresholds[row] = threshold }
  }

  /// All candidates of the row in their order, told in 64 bits.
  private func exact(_ row: Int) -> [Candidate] {
    let query = search.query(search.matrix.row(row).map(Double.init))
    let start = row * capacity
    return (0..<Int(counts[row])).compactMap { index -> Candidate? in
      let id = Int(ids[start + index])
      let similarity = search.similarity(ofRow: id, to: query, norm: norms[id])
      return similarity.isNaN ? nil : Candidate(id: id, similarity: similarity)
    }.sorted { $0.precedes($1) }
  }

  /// The k nearest rows of `row`, the nearest first.
  func nearest(_ row: Int) -> [Candidate] {
    prune(row)
    return Array(exact(row).prefix(k))
  }
}
