import ByteFiles
import Studies
import Work

/// A study, the models it is put to, and the values of its parameters.
struct StudyQuestion: Sendable {
  let entry: StudyEntry
  let models: [ExploredModel]
  /// The values as they were given, by the parameters' names; those that were not given are not there.
  let values: [String: [String]]
  private let study: any Study

  /// Reads the values as a command line does.
  ///
  /// - Throws: ``ParameterError`` for values that mean nothing.
  init(_ entry: StudyEntry, _ models: [ExploredModel], _ values: [String: [String]]) throws {
    self.entry = entry
    self.models = models
    self.values = values
    try Self.check(entry, count: models.count, values)
    study = try entry.make(Self.read(values, of: entry))
  }

  private static func check(_ entry: StudyEntry, count: Int, _ values: [String: [String]]) throws {
    switch entry.models {
    case .pair where count != 2: throw Refusal.badRequest("\(entry.name) compares two models, and \(count) are named")
    case .several where count == 0: throw Refusal.badRequest("\(entry.name) needs a model")
    default: break
    }
    for parameter in entry.parameters.map(\.description) {
      if parameter.takesOneModel, count > 1, values[parameter.name] != nil {
        throw ParameterError.conflict("{\(parameter.name)} takes one model")
      }
      if let operands = parameter.operands, !operands.contains(values[parameter.name]?.count ?? 0) {
        throw Refusal.badRequest("\(entry.name) needs \(operands.lowerBound) or more of \(parameter.name)")
      }
    }
  }

  private static func read(_ values: [String: [String]], of entry: StudyEntry) throws -> ParameterValues {
    let parameters = Dictionary(
      entry.parameters.map { ($0.description.name, $0.description) }, uniquingKeysWith: { first, _ in first })
    var read = ParameterValues()
    for (name, texts) in values.sorted(by: { $0.key < $1.key }) {
      guard let parameter = parameters[name], ExplorerStudies.isOffered(parameter) else {
        throw Refusal.badRequest("\(entry.name) has no parameter “\(name)”")
      }
      guard texts.count <= 1 || parameter.isRepeatable || parameter.operands != nil else {
        throw Refusal.badRequest("\(name) is given twice, but it can have only one value")
      }
      for text in texts { read.add(text, to: parameter) }
    }
    return read
  }

  /// The name of its result: another one as soon as anything is another that the result depends on.
  var key: ResultKey {
    var parts = ["embedscope result \(ResultKey.form)", EmbedscopeVersion.current, entry.name]
    for (name, texts) in values.sorted(by: { $0.key < $1.key }) { parts += ["\(texts.count)", name] + texts }
    parts += models.map(\.identity.digest)
    return ResultKey(digest: ModelIdentity.digest(of: parts))
  }

  /// The answer as `--json` prints it, and nothing else of it.
  func json() throws -> Content { try json(study) }

  private func json(_ study: some Study) throws -> Content {
    try ResultPages.json(of: study.run(models.map(\.model)))
  }

  /// Puts the question, and makes the files that show the answer.
  func answer(progress: WorkProgress) throws -> [ResultFolder.File] {
    try answer(study, progress)
  }

  private func answer<Question: Study>(_ study: Question, _ progress: WorkProgress) throws -> [ResultFolder.File] {
    let result = try study.run(models.map(\.model), progress: progress)
    try progress("preparing the page", 0, of: nil)
    return try ResultPages(key: key, models: models).files(of: result)
  }
}
