import ByteFiles
import Studies
import Work

/// Studies that are asked for, and how far they are.
enum StudyRoutes {
  static let all: [Route] = [
    Route(
      .post, "/api/studies/{name}",
      "`{\"models\": [0, …], \"values\": {PARAMETER: [TEXT, …]}}`: `{\"result\": KEY}` where the answer is there already, "
        + "else 202 and `{\"job\": ID}`."
    ) { explorer, request in try ask(explorer, request) },
    Route(
      .get, "/api/jobs/{id}.json", "How far a study is: its state, its stage, and the key of the result at the end."
    ) { explorer, request in try Response(json: job(explorer, request).status) },
    Route(.delete, "/api/jobs/{id}.json", "Ends a study at its next step.") { explorer, request in
      let job = try job(explorer, request)
      job.cancel()
      return try Response(json: job.status)
    },
  ]

  private struct Asked: Encodable {
    var result: String?
    var job: String?
  }

  private static func job(_ explorer: Explorer, _ request: RouteRequest) throws(Refusal) -> Job {
    guard let job = explorer.jobs.job(request.text("id")) else {
      throw .notFound("there is no study of this id under way")
    }
    return job
  }

  private static func ask(_ explorer: Explorer, _ request: RouteRequest) throws -> Response {
    let body = try RequestBody(request.body, members: ["models", "values"])
    let question = try StudyQuestion(
      ExplorerStudies.entry(request.text("name")), explorer.models(body["models"]), values(body["values"]))
    let key = question.key
    if explorer.results.result(key) != nil { return try Response(json: ["result": key.digest]) }
    let isLong = ExplorerStudies.isLong(question.entry, question.values)
    let job = try explorer.jobs.start(key, isLong: isLong) { [results = explorer.results] progress in
      try question.find(progress: progress, keptIn: results)
    }
    return try Response(json: ["job": job.id], status: 202)
  }

  /// Values by the parameters' names; an empty list stands for a parameter that is not given.
  private static func values(_ value: JSONValue?) throws(Refusal) -> [String: [String]] {
    guard let value, value != .null else { return [:] }
    guard let members = value.members else { throw .badRequest("values: expected an object of lists of texts") }
    var values: [String: [String]] = [:]
    for member in members {
      guard let texts = member.value.strings else { throw .badRequest("\(member.key): expected a list of texts") }
      if !texts.isEmpty { values[member.key] = texts }
    }
    return values
  }
}

extension StudyQuestion {
  /// Puts the question, and keeps the answer.
  func find(progress: WorkProgress, keptIn results: ResultStore) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let files = try answer(progress: progress)
    let facts = ResultFacts(
      study: entry.name, models: models.map(\.name), identities: models.map(\.identity.digest), values: values,
      seconds: (clock.now - start) / .seconds(1),
      files: files.map { .init(name: $0.name, bytes: $0.content.count, sha256: $0.content.digest) })
    results.add(ResultFolder(key: key, facts: facts, files: files))
  }
}
