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
  /// Files come first: a failure to write one leaves the standard output empty.
  func write<Result: StudyResult>(_ result: Result, text: (Result) -> String) throws {
    for file in options.figures { try draw(result.figures(), to: file) }
    if let path = options.csv { try write(result.tables(), to: path) }
    if options.printsJSON { return try context.output.writeJSON(study: Result.study, result) }
    try context.output.write(text(result))
  }

  private func draw(_ figures: [NamedFigure], to file: FigureFile) throws {
    guard let figure = figures.first?.figure else { return }
    try AtomicFile.write(try FigureRenderer().render(figure, format: file.format), to: file.path)
    context.messages.line("Wrote \(file.path)")
  }

  /// The first table to `path`; further ones beside it, with their own names behind the file's.
  private func write(_ tables: [Table], to path: String) throws {
    for (position, table) in tables.enumerated() {
      let target = position == 0 ? path : Self.sibling(of: path, named: table.name)
      try AtomicFile.write(table.csv(), to: target)
      context.messages.line("Wrote \(target)")
    }
  }

  /// `out.csv` and `heatmap-2` -> `out-heatmap-2.csv`.
  private static func sibling(of path: String, named name: String) -> String {
    let stem = path.hasSuffix(".csv") ? String(path.dropLast(4)) : path
    return "\(stem)-\(name).csv"
  }
}
