import ByteFiles
import Studies
import Work
package import Workspace

/// Opened models, and everything that is kept while they are explored; ``answer(_:)`` is all that a server calls.
package final class Explorer: Sendable {
  let models: [ExploredModel]
  let results: ResultStore
  let jobs: JobQueue
  let page = PageFiles()
  let contents = ContentMemo()
  /// Whether the answers are written to a folder instead of being given to a browser.
  let isExport: Bool
  /// What an export holds, once that is decided.
  let held: Locked<HeldFiles?> = Locked(nil)

  /// Opens the tokenizers and the tables of `models`.
  ///
  /// - Parameters:
  ///   - cache: Where results of seconds and more are kept for the next start; nil keeps none.
  ///   - mostJobs: How many studies may be asked for at the same time.
  package init(_ models: [OpenModel], cache: ResultCache?, isExport: Bool = false, mostJobs: Int = 16) throws {
    guard !models.isEmpty else { throw StudiesError.noModels(study: "explore") }
    let opened = ParallelLoop.map(models.count) { number in
      Result { try ExploredModel(models[number], number: number) }
    }
    self.models = try opened.map { try $0.get() }
    self.isExport = isExport
    jobs = JobQueue(mostOpen: mostJobs)
    results = ResultStore(folder: cache?.folder)
  }

  /// The answer to `request`, whatever may be wrong with it.
  package func answer(_ request: Request) -> Reply { Reply(RouteTable.answer(request, self), to: request) }

  /// Ends all work under way, and waits for that, but not for long.
  ///
  /// - Returns: whether it has ended.
  func stop() -> Bool { jobs.cancelAll() }

  /// The model that the path of a request names.
  func model(_ request: RouteRequest) throws(Refusal) -> ExploredModel { try model(request.number("m")) }

  func model(_ number: Int) throws(Refusal) -> ExploredModel {
    guard models.indices.contains(number) else { throw .notFound("there is no model \(number)") }
    return models[number]
  }

  /// The models that the body of a request names by a list of numbers, each once.
  func models(_ value: JSONValue?) throws(Refusal) -> [ExploredModel] {
    guard let elements = value?.array, !elements.isEmpty, elements.count <= models.count else {
      throw .badRequest("models: expected a list of numbers of models")
    }
    var found: [ExploredModel] = []
    for element in elements {
      guard let number = element.integer, models.indices.contains(number) else {
        throw .badRequest("models: expected numbers from 0 to \(models.count - 1)")
      }
      guard !found.contains(where: { $0.number == number }) else {
        throw .badRequest("models: \(number) is named twice")
      }
      found.append(models[number])
    }
    return found
  }
}
