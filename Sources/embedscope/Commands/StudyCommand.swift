import ByteFiles
import Studies
import Workspace

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The command that a study of the catalogue is: its words, options, help and outputs follow from its entry.
struct StudyCommand: Sendable {
  private let entry: StudyEntry
  private let arguments: [String]
  private let models: ModelOptions
  private let output: OutputOptions
  private let keepsGoing: Bool
  private let study: any Study
  private let values: ParameterValues

  /// Reads what was typed, with all checks of the study.
  init(_ entry: StudyEntry, _ parsed: ParameterValues) throws {
    self.entry = entry
    models = try ModelOptions(parsed)
    output = try OutputOptions(parsed)
    switch entry.models {
    case .pair:
      arguments = [try parsed[ModelArguments.first], try parsed[ModelArguments.second]]
      keepsGoing = false
    case .several:
      arguments =
        Self.hasOperands(entry)
        ? [try parsed[ModelArguments.one]] + (try parsed[Self.also]) : try parsed[ModelArguments.oneOrMore]
      keepsGoing = try parsed[Self.keepGoing]
    }
    for parameter in entry.parameters where parameter.description.takesOneModel && arguments.count > 1 {
      guard !parsed.isGiven(parameter) else {
        throw ParameterError.conflict("{\(parameter.description.name)} takes one MODEL")
      }
    }
    try Self.refusePaths(entry, parsed)
    study = try entry.make(parsed)
    values = parsed
  }

  /// A word that is a path of this machine is a model that stands in the wrong place.
  private static func refusePaths(_ entry: StudyEntry, _ parsed: ParameterValues) throws {
    for parameter in entry.parameters.map(\.description) where parameter.operands != nil {
      for text in parsed.texts(of: parameter) where text.utf8.contains(UInt8(ascii: "/")) {
        guard access(text, F_OK) == 0 else { continue }
        throw ParameterError.conflict(
          "“\(text)” is a file or a folder, where a \(parameter.valueName ?? "word") is expected; {also} asks another MODEL"
        )
      }
    }
  }

  /// Asks the models, writes the files that were asked for, and prints the answer.
  func run(_ context: CommandContext) throws {
    guard values.isGiven(WordsFile.option), let words = WordsFile.operand(of: entry.parameters) else {
      return try answer(study, context)
    }
    // Words are looked up before anything else is done: to begin again without one costs little.
    var (study, values) = (study, values)
    while true {
      do {
        return try answer(study, context)
      } catch {
        guard let word = WordsFile.unknownWord(error), values.texts(of: words).contains(word) else { throw error }
        context.messages.note("\(error); it is left out")
        values.remove(word, from: words)
        study = try entry.make(values)
      }
    }
  }

  private func answer<Question: Study>(_ study: Question, _ context: CommandContext) throws {
    let bars = ProgressBars(messages: context.messages)
    defer { bars.finish() }
    var leftOut: [LeftOut] = []
    let opened = try models.open(arguments, context, need: entry.reads) { argument, error in
      guard keepsGoing else { throw error }
      leftOut.append(try LeftOut(argument, of: error, evenBroken: true))
    }
    let answer =
      keepsGoing && !opened.isEmpty
      ? try study.answer(opened, progress: bars.progress, leavesOutBroken: true)
      : Answer(result: opened.isEmpty ? nil : try study.run(opened, progress: bars.progress), leftOut: [])
    bars.finish()
    leftOut += answer.leftOut
    if let result = answer.result {
      // Of one model that is left of several it has to be said which.
      let isLast = !leftOut.isEmpty && arguments.count - leftOut.count == 1 && Self.hasOperands(entry)
      let name = isLast ? opened.first { model in !leftOut.contains { $0.model == model.displayName } } : nil
      try StudyOutput(output, opened, context).write(result, heading: name?.displayName, leftOut: leftOut)
    }
    guard leftOut.isEmpty else { throw ModelsLeftOut(leftOut: leftOut) }
  }
}

/// Models that a question could not be put to.
private struct ModelsLeftOut: Error, CustomStringConvertible {
  var leftOut: [LeftOut]

  var description: String { leftOut.map(\.reason).joined(separator: "\n") }
}

extension StudyCommand {
  /// The command as data.
  static func specification(of entry: StudyEntry) -> CommandSpecification {
    let operands = entry.parameters.filter { $0.description.operands != nil }
    let models: [any DeclaredParameter] =
      switch entry.models {
      case .pair: [ModelArguments.first, ModelArguments.second]
      case .several: operands.isEmpty ? [ModelArguments.oneOrMore] : [ModelArguments.one]
      }
    let shared: [any DeclaredParameter] =
      switch entry.models {
      case .pair: []
      case .several: (operands.isEmpty ? [] : [also]) + [keepGoing]
      }
    return CommandSpecification(
      name: entry.name, summary: entry.summary, discussion: ParameterNames.options.filled(entry.discussion),
      examples: entry.examples.map { .init(line: line(of: $0, entry), effect: $0.effect) },
      arguments: models + operands,
      options: entry.parameters.filter { $0.description.operands == nil }
        + (WordsFile.operand(of: entry.parameters) == nil ? [] : [WordsFile.option]) + shared,
      groups: (entry.draws ? [OutputOptions.group, FigureOptions.group] : [OutputOptions.jsonOnly]) + [
        readsTensors(entry) ? ModelOptions.group : ModelOptions.filesOnly
      ])
  }

  private static func readsTensors(_ entry: StudyEntry) -> Bool {
    switch entry.reads {
    case .headers, .rows: true
    case .configuration, .tokenizer: false
    }
  }

  private static func hasOperands(_ entry: StudyEntry) -> Bool {
    entry.parameters.contains { $0.description.operands != nil }
  }

  private static let also = Parameter.texts(
    "also", value: "MODEL", help: "Asks this model the same. May be given several times.", completion: .model)
  private static let keepGoing = Parameter.flag(
    "keep-going", help: "Goes on with the other models where one gives no answer; says why, and ends with status 1.")

  /// An example as it is typed.
  private static func line(of example: StudyEntry.Example, _ entry: StudyEntry) -> String {
    var words = ["embedscope", entry.name] + example.models
    for (name, value) in example.values {
      guard let parameter = entry.parameters.first(where: { $0.description.name == name })?.description else {
        continue
      }
      if parameter.operands == nil { words.append(parameter.short.map { "-\($0)" } ?? parameter.label) }
      if parameter.takesValue { words.append(quoted(value)) }
    }
    if let figure = example.figure { words += ["--figure", figure] }
    if let csv = example.csv { words += ["--csv", csv] }
    if example.printsJSON { words.append("--json") }
    if example.isDryRun { words.append(ModelOptions.dryRun.description.label) }
    return words.joined(separator: " ")
  }

  private static func quoted(_ value: String) -> String { value.contains(" ") ? "\"\(value)\"" : value }
}
