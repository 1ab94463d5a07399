import ByteFiles
import FiguresCairo
import SafeText
import Studies

/// What a command does with a study's result: text or JSON on the standard output, figures and data as files.
struct StudyOutput {
  private let options: OutputOptions
  private let context: CommandContext

  init(_ options: OutputOptions, _ context: CommandContext) {
    self.options = options
    self.context = context
  }

  /// Writes the files that were asked for, then prints `result`: as one JSON object, or as the text that `text` makes.
  ///
  /// Files come first, all of them or none: a failure to write one leaves the standard output empty, too.
  func write<Result: StudyResult>(_ result: Result, text: (Result) -> String) throws {
    let files = try figures(of: result) + tables(of: result)
    try AtomicFile.write(files)
    for file in files { context.messages.line("Wrote \(file.path)") }
    if options.printsJSON { return try context.output.writeJSON(study: Result.study, result) }
    try context.output.write(text(result))
  }

  private func figures(of result: some StudyResult) throws -> [(path: String, bytes: [UInt8])] {
    guard !options.figures.isEmpty, let figure = result.figures().first?.figure else { return [] }
    return try options.figures.map { ($0.path, try FigureRenderer().render(figure, format: $0.format)) }
  }

  /// The first table for the file named, further ones beside it, with their own names behind the file's.
  private func tables(of result: some StudyResult) -> [(path: String, bytes: [UInt8])] {
    guard let path = options.csv else { return [] }
    return result.tables().enumerated().map { position, table in
      (position == 0 ? path : Self.sibling(of: path, named: table.name), Array(table.csv().utf8))
    }
  }

  /// `out.csv` and `heatmap-2` -> `out-heatmap-2.csv`.
  private static func sibling(of path: String, named name: String) -> String {
    let stem = path.hasSuffix(".csv") ? String(path.dropLast(4)) : path
    return "\(stem)-\(name).csv"
  }
}
