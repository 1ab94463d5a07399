import Tensors

/// What products in 32 bits say of how near a row is: a number, and how far from the true one it can be.
///
/// A sum of D products in 32 bits, in any order, is within D·u·|x||q| of the true one (u = 2⁻²⁴; Higham 2002, section 3.1); the
/// length of the row is measured the same way, and the query is rounded to 32 bits. Units are the query's own: for products, its
/// length.
struct Screening: Sendable {
  /// The query in 32 bits; divided by its length where only directions count.
  let values: [Float]
  private let query: QueryVector
  private let unit: Double
  /// 1 / the query's length where ``values`` are divided by it.
  private let scale: Double
  private let queryNorm: Double
  private let meanNorm: Double
  /// False where 32 bits cannot hold the query: every row is compared in 64 bits then.
  private let isPossible: Bool
  /// Whether nearness is the cosine in the space as it is.
  private let isPlainCosine: Bool

  init(_ query: QueryVector) {
    self.query = query
    queryNorm = query.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    meanNorm = (query.correction?.mean ?? []).reduce(0) { $0 + $1 * $1 }.squareRoot()
    unit = Double(2 * query.values.count + 64) * 0x1p-24
    isPossible = queryNorm < 1e15 && meanNorm < 1e15 && (query.metric == .euclidean || queryNorm > 1e-15)
    scale = query.metric == .euclidean || !isPossible ? 1 : 1 / queryNorm
    isPlainCosine = isPossible && query.metric == .cosine && query.correction == nil
    let scale = scale
    values = isPossible ? query.values.map { Float($0 * scale) } : query.values.map { _ in 0 }
  }

  /// Whether a row is surely less near than `limit`, told without a root or a division; false where that takes more.
  @inline(__always)
  func isSurelyBelow(_ limit: Double, dot: Float, squares: Float) -> Bool {
    guard isPlainCosine, squares > 1e-30, squares < 1e30 else { return false }
    // dot / |x| + unit < limit; a second unit covers the roundings here.
    let (least, dot) = (limit - 2 * unit, Double(dot))
    return least > 0 && (dot < 0 || dot * dot < least * least * Double(squares))
  }

  /// How near the row `id` is, and the most that this can be wrong; nil where only 64 bits can tell.
  @inline(__always)
  func nearness(dot: Float, squares: Float, id: Int) -> (value: Double, error: Double)? {
    // Outside of these bounds something may have overflowed, or what underflowed may count; NaN is outside, too.
    guard isPossible, squares > 1e-30, squares < 1e30 else { return nil }
    let (dot, squares) = (Double(dot), Double(squares))
    let norm = squares.squareRoot()
    switch query.metric {
    case .euclidean:
      let value = 2 * dot - squares - queryNorm * queryNorm + query.removed(id)
      return (value, unit * (2 * norm * queryNorm + squares + queryNorm * queryNorm))
    case .dot:
      return (dot - query.offset * scale, unit * (norm + meanNorm))
    case .cosine:
      guard let correction = query.correction else { return (dot / norm, unit) }
      let length = correction.norms[id]
      guard length > 0 else { return nil }
      return ((dot - query.offset * scale) / length, unit * (norm + meanNorm) / length)
    }
  }
}

/// The rows that may be among the k nearest, told by screening.
struct Shortlist: Sendable {
  /// The k best of the numbers that rows surely reach.
  private var lowers: NearestList
  /// What the k best so far surely reach; nothing below it can be among them.
  var limit: Double { lowers.farthest }
  private(set) var candidates: [(id: Int, upper: Double)] = []

  init(limit: Int) {
    lowers = NearestList(limit: limit)
  }

  @inline(__always)
  mutating func offer(_ id: Int, _ nearness: (value: Double, error: Double)?) {
    guard let nearness else { return candidates.append((id, .infinity)) }
    let upper = nearness.value + nearness.error
    if upper < lowers.farthest { return }
    candidates.append((id, upper))
    lowers.offer(id, nearness.value - nearness.error)
  }

  /// The rows of all `lists` that may be among the k nearest of them all.
  static func merged(_ lists: [Shortlist], limit: Int) -> [Int] {
    var lowers = NearestList(limit: limit)
    for list in lists { lowers.merge(list.lowers) }
    return lists.flatMap { list in list.candidates.filter { $0.upper >= lowers.farthest }.map(\.id) }
  }
}
