import Figures
import FiguresCairo
import SafeText
import Studies
import Workspace

/// What a command does with a study's result: text or JSON on the standard output, figures and data as files.
struct StudyOutput {
  private let options: OutputOptions
  private let context: CommandContext
  /// The models that were asked.
  private let models: [OpenModel]

  /// Bytes for a place.
  private typealias Content = (path: OutputPath, bytes: [UInt8])

  init(_ options: OutputOptions, _ models: [OpenModel], _ context: CommandContext) {
    self.options = options
    self.models = models
    self.context = context
  }

  /// Writes the files that were asked for, then prints `result`: as one JSON object, or as text.
  ///
  /// Files come first, all of them or none: a failure to write one leaves the standard output empty, too. `heading` stands above
  /// the text. Where a file is for the standard output, nothing else is printed.
  func write<Result: StudyResult>(_ result: Result, heading: String? = nil, leftOut: [LeftOut] = []) throws {
    let asked = try result.files().map { (path: OutputPath($0.path), bytes: $0.bytes) }
    let files = try asked + figures(of: result) + tables(of: result)
    try OutputPath.check(files.map(\.path), printsJSON: options.printsJSON)
    try OutputFiles(context: context).write(
      files.map { file in (file.path, { send in try file.bytes.withUnsafeBytes { try send($0) } }) }, of: models)
    if files.contains(where: \.path.isStandardOutput) { return }
    if options.printsJSON { return try context.output.writeJSON(study: Result.study, result, leftOut: leftOut) }
    let width = context.terminal.outputIsTerminal ? context.terminal.width : nil
    try context.output.write(BlockText(width: width).text((heading.map { [.heading($0)] } ?? []) + result.blocks()))
  }

  private func figures(of result: some StudyResult) throws -> [Content] {
    guard !options.figures.isEmpty else { return [] }
    let figures = try options.look.styled(result.figures())
    let (renderer, fonts) = (options.look.renderer, FontNotes(context.messages))
    for file in options.figures {
      for named in figures { try fonts.check(named.figure, as: file.format, by: renderer) }
    }
    return try options.figures.flatMap { file in
      try places(file.path, ending: file.format.rawValue, names: figures.map(\.name), of: "figures")
        .map { place, path in (path, try renderer.render(figures[place].figure, format: file.format)) }
    }
  }

  private func tables(of result: some StudyResult) -> [Content] {
    guard let path = options.csv else { return [] }
    let tables = result.tables()
    return places(path, ending: "csv", names: tables.map(\.name), of: "tables")
      .map { place, path in (path, Array(tables[place].csv().utf8)) }
  }

  /// Where several things go for which one path was given: the first there, further ones beside it, with their own names behind
  /// the file's: `out.csv` and `heatmap-2` give `out-heatmap-2.csv`.
  ///
  /// Beside what is no file there is no room: there goes the first alone, and it is said that there are others.
  private func places(
    _ first: OutputPath, ending: String, names: [String], of what: String
  ) -> [(place: Int, path: OutputPath)] {
    guard names.count > 1 else { return names.isEmpty ? [] : [(0, first)] }
    guard first.isFile else {
      let others = names.dropFirst().joined(separator: ", ")
      context.messages.note(
        "the first of \(names.count) \(what) alone is written there; a file's name gives also \(others)")
      return [(0, first)]
    }
    let path = first.path
    let stem = path.lowercased().hasSuffix("." + ending) ? String(path.dropLast(ending.count + 1)) : path
    return names.enumerated().map { place, name in
      (place, place == 0 ? first : OutputPath("\(stem)-\(name).\(ending)"))
    }
  }
}
