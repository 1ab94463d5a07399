import Studies
import Work

/// What studies found.
enum ResultRoutes {
  static let all: [Route] =
    [
      Route(
        .get, "/api/results.json",
        "The results that are there for these models: key, study, models, values, seconds, names of figures and tables."
      ) { explorer, _ in try Response(json: explorer.resultList) },
      file("result.json", "What `--json` prints."),
      file("blocks.html", "The result's blocks as HTML; figures are pictures."),
      file("figures/{name}.svg", "A figure."),
      file("tables/{name}.csv", "A table."),
      file("map.json", "Of `project`: the method, its quality, the bounds of the places."),
      file("points.bin", "Of `project`: the places, f32[dimensions × V], NaN for rows without one."),
      file(
        "labels.bin", "Of a flat map: from which scale on each token has its label, f32[V], infinity for never."),
      file("label-widths.bin", "Of a flat map: half the width of each label's box in pixels, u8[V]."),
    ]

  /// A file of a result by the name that it has there.
  private static func file(_ pattern: String, _ summary: String) -> Route {
    Route(.get, "/api/results/{key}/\(pattern)", summary) { explorer, request in
      guard let key = ResultKey(request.text("key")), let result = explorer.results.result(key) else {
        throw Refusal.notFound("there is no such result")
      }
      let name = pattern.replacing("{name}", with: request.text("name"))
      guard let content = result.file(name) else { throw Refusal.notFound("the result has no \(name)") }
      return Response(content)
    }
  }
}

extension Explorer {
  /// A result in results.json.
  struct ListedResult: Encodable {
    var key: String
    var study: String
    /// The models by their numbers.
    var models: [Int]
    var values: [String: [String]]
    var seconds: Double
    /// The names of its figures and its tables.
    var figures: [String]
    var tables: [String]
  }

  /// The results of the opened models.
  var resultList: [ListedResult] {
    let numbers = Dictionary(
      models.map { ($0.identity.digest, $0.number) }, uniquingKeysWith: { first, _ in first })
    let held = held.withLock { $0?.results }
    return results.all(for: Set(numbers.keys)).filter { held?.contains($0.key) ?? true }.map { key, facts in
      ListedResult(
        key: key.digest, study: facts.study, models: facts.identities.compactMap { numbers[$0] }, values: facts.values,
        seconds: facts.seconds, figures: facts.names(in: "figures/", ending: ".svg"),
        tables: facts.names(in: "tables/", ending: ".csv"))
    }
  }
}

extension ResultFacts {
  /// The names of the files in a folder, without their ending.
  fileprivate func names(in folder: String, ending: String) -> [String] {
    files.map(\.name).filter { $0.hasPrefix(folder) && $0.hasSuffix(ending) }
      .map { String($0.dropFirst(folder.count).dropLast(ending.count)) }
  }
}
