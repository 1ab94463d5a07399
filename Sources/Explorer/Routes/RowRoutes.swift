import EmbeddingAnalysis
import SafeText
import Studies
import Work
import Workspace

/// Single rows, and what is near them.
enum RowRoutes {
  static let all: [Route] = [
    Route(.get, "/api/models/{m}/rows/{id}.bin", "The values of a row: f32[D].") { explorer, request in
      let matrix = try explorer.model(request).matrix()
      let row = try request.number("id")
      guard row < matrix.rowCount else { throw Refusal.notFound("there is no row \(row)") }
      return Response(Content(numbers: matrix.row(row)))
    },
    Route(
      .get, "/api/models/{m}/neighbors.json",
      "The nearest tokens of words and ids, as `embedscope neighbors --json` prints them: "
        + "`?id=…|word=…&k=…&metric=cosine|euclidean|dot&corrected=0|1`."
    ) { explorer, request in try neighbors(explorer.model(request), request) },
    Route(
      .get, "/api/models/{m}/neighbors.bin",
      "In an export alone: the number of neighbours K, u32; the nearest of each row by cosine, u32[V × K], FFFFFFFF for none; "
        + "their cosines, f32[V × K]."
    ) { explorer, request in try allNeighbors(explorer, explorer.model(request)) },
  ]

  private static func allNeighbors(_ explorer: Explorer, _ model: ExploredModel) throws -> Response {
    let held = explorer.held.withLock { $0?.models[model.number].neighbors ?? 0 }
    // Looking for them takes seconds; an export has done so.
    guard held > 0 else { throw Refusal.notFound("neighbours of all tokens are in an export alone") }
    let graph = try model.model.neighborGraph(k: held, progress: .none).prefix(held)
    let ids = graph.ids.map { $0 < 0 ? UInt32.max : UInt32($0) }
    let scores = graph.scores.map { Float($0).bitPattern }
    return Response(Content(numbers: [UInt32(graph.k)] + ids + scores))
  }

  /// The most words and ids, and neighbours of each, that one request may ask for.
  private static let (mostAsked, mostNear) = (32, 1_000)

  private static func neighbors(_ model: ExploredModel, _ request: RouteRequest) throws -> Response {
    try request.check(["id", "word", "k", "metric", "corrected"])
    var values: [String: [String]] = ["words": request.all("word"), "id": request.all("id")]
    values["k"] = request.all("k")
    values["metric"] = request.all("metric")
    switch request.all("corrected") {
    case [], ["0"]: break
    case ["1"]: values["corrected"] = [""]
    default: throw Refusal.badRequest("corrected is 0 or 1")
    }
    values = values.filter { !$0.value.isEmpty }
    guard (values["words"]?.count ?? 0) + (values["id"]?.count ?? 0) <= mostAsked else {
      throw Refusal.badRequest("at most \(mostAsked) words and ids at once")
    }
    if let k = values["k"]?.first, let count = Int(k), count > mostNear {
      throw Refusal.badRequest("k: at most \(mostNear) here")
    }
    return Response(try StudyQuestion(ExplorerStudies.entry(NeighborsResult.study), [model], values).json())
  }
}
