import EmbeddingAnalysis
import Work

/// The matrix as a picture that can be zoomed.
enum MatrixRoutes {
  static let all: [Route] = [
    Route(
      .get, "/api/models/{m}/matrix/{order}/order.bin",
      "The row at each place, u32[V]; order is `index`, `norm`, `length` or `near-{id}`."
    ) { explorer, request in
      let model = try explorer.model(request)
      let rows = try model.orders.matrix(MatrixOrder(request.text("order"), of: model), of: model).rows
      return Response(Content(numbers: rows.map { UInt32($0) }))
    },
    Route(
      .get, "/api/models/{m}/matrix/{order}/{level}/{row}/{column}.bin",
      "A tile, f32, at most 256 × 256, row by row: at level 0 values, at level l the means of 2^l rows."
    ) { explorer, request in try tile(explorer.model(request), request) },
  ]

  private static func tile(_ model: ExploredModel, _ request: RouteRequest) throws -> Response {
    let order = try MatrixOrder(request.text("order"), of: model)
    let (level, row, column) = (try request.number("level"), try request.number("row"), try request.number("column"))
    let matrix = try model.orders.matrix(order, of: model).matrix
    guard let tile = MatrixTile(of: matrix, level: level, row: row, column: column) else {
      throw Refusal.notFound("there is no such tile")
    }
    return Response(Content(numbers: tile.cells))
  }
}
