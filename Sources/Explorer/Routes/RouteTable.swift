import Studies

/// All routes there are; Documentation/Explorer.md lists the same.
enum RouteTable {
  static let all: [Route] =
    PageRoutes.all + ExplorerRoutes.all + TokenRoutes.all + RowRoutes.all + MatrixRoutes.all + PairRoutes.all
    + TextRoutes.all + StudyRoutes.all + ResultRoutes.all

  /// The answer to `request`, whatever may be wrong with it.
  static func answer(_ request: Request, _ explorer: Explorer) -> Response {
    do {
      return try find(request, explorer)
    } catch let refusal as Refusal {
      return Response(refusal)
    } catch {
      return Response(Refusal(status(of: error), ErrorText.text(error)))
    }
  }

  private static func find(_ request: Request, _ explorer: Explorer) throws -> Response {
    guard let asked = Request.Method(rawValue: request.method) else {
      throw Refusal(
        405, "this server answers GET, HEAD, POST and DELETE", allowed: Request.Method.allCases.map(\.rawValue))
    }
    let target = try RequestTarget(request.target)
    let found = all.compactMap { route in route.match(target.components).map { (route, $0) } }
    guard !found.isEmpty else { throw Refusal.notFound("there is nothing here") }
    // A HEAD is answered as a GET; what sends it leaves the bytes out.
    let method = asked == .head ? .get : asked
    guard let (route, values) = found.first(where: { $0.0.method == method }) else {
      let methods = found.map(\.0.method).flatMap { $0 == .get ? [.get, .head] : [$0] }
      throw Refusal(405, "\(request.method) has no meaning here", allowed: methods.map(\.rawValue))
    }
    if method != .get { try SameOrigin.check(request) }
    if method == .post { try checkJSON(request) }
    return try route.answer(explorer, RouteRequest(values: values, query: target.query, body: request.body))
  }

  /// A form of another site can send bodies of three types without being asked about it; this is none of them.
  private static func checkJSON(_ request: Request) throws(Refusal) {
    let type = request.header("content-type")?.parts(separatedBy: UInt8(ascii: ";")).first?.lowercasedASCII
    guard type == "application/json" else { throw Refusal(415, "the body has to be application/json") }
  }

  /// A question that cannot be answered as it was put, or not with these files.
  private static func status(of error: any Error) -> Int {
    switch error {
    case StudiesError.tokenizerNeeded: 409
    case is ParameterError, is StudiesError: 400
    default: 409
    }
  }
}
