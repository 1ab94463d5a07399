import EmbeddingAnalysis
import Studies
import Work

/// In what order the rows of a matrix stand one below the other.
enum MatrixOrder: Hashable, Sendable {
  case index
  /// The longest row first.
  case norm
  /// The token with the most characters first.
  case length
  /// The rows by falling cosine to this one.
  case near(Int)

  /// The order of that name; a refusal where there is none.
  init(_ name: String, of model: ExploredModel) throws(Refusal) {
    switch name {
    case "index": self = .index
    case "norm": self = .norm
    case "length" where model.tokenizer != nil: self = .length
    default:
      guard name.hasPrefix("near-"), let row = RouteRequest.number(String(name.dropFirst(5))), row < model.rowCount
      else {
        throw .notFound("there is no order “\(name)”")
      }
      self = .near(row)
    }
  }
}

/// The orders of one model that were asked for last: the tiles of a picture ask for the same one again and again.
final class MatrixOrders: Sendable {
  private static let most = 8
  private let known: Locked<[(order: MatrixOrder, matrix: EmbeddingMatrix, rows: [Int])]> = Locked([])

  /// The rows in `order`, and the matrix of them.
  func matrix(_ order: MatrixOrder, of model: ExploredModel) throws -> (matrix: EmbeddingMatrix, rows: [Int]) {
    try known.withLock { known in
      if let found = known.first(where: { $0.order == order }) { return (found.matrix, found.rows) }
      let matrix = try model.matrix()
      let rows = try Self.rows(order, matrix, model)
      let ordered = order == .index ? matrix : try matrix.selecting(rows)
      known.append((order, ordered, rows))
      if known.count > Self.most { known.removeFirst() }
      return (ordered, rows)
    }
  }

  private static func rows(_ order: MatrixOrder, _ matrix: EmbeddingMatrix, _ model: ExploredModel) throws -> [Int] {
    let rows = Array(0..<matrix.rowCount)
    switch order {
    case .index: return rows
    case .norm: return falling(try TokenColumn.norm.values(of: model.model))
    case .length: return falling(try TokenColumn.length.values(of: model.model))
    case .near(let row):
      let found = NeighborSearch(matrix).nearest(toRows: [row], k: matrix.rowCount).lists[0].map(\.id)
      // What cannot be compared stands at the end.
      let isFound = Set(found)
      return [row] + found + rows.filter { $0 != row && !isFound.contains($0) }
    }
  }

  /// The rows by falling value; of equal ones the lower first, those without one at the end.
  private static func falling(_ values: [Double]) -> [Int] {
    values.indices.sorted { a, b in
      let (x, y) = (values[a].isNaN ? -Double.infinity : values[a], values[b].isNaN ? -Double.infinity : values[b])
      return x == y ? a < b : x > y
    }
  }
}
