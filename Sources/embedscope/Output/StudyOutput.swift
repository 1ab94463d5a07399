import ByteFiles
import Figures
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

  /// Writes the files that were asked for, then prints `result`: as one JSON object, or as text.
  ///
  /// Files come first, all of them or none: a failure to write one leaves the standard output empty, too. `heading` stands above
  /// the text.
  func write<Result: StudyResult>(_ result: Result, heading: String? = nil, leftOut: [LeftOut] = []) throws {
    let asked = try result.files().map { (path: $0.path, bytes: $0.bytes) }
    let files = try asked + figures(of: result) + tables(of: result)
    for (index, file) in files.enumerated() where files[..<index].contains(where: { $0.path == file.path }) {
      throw UsageError.conflict("“\(file.path)” is named twice as a file to write; give each file a name of its own")
    }
    try AtomicFile.write(files)
    for file in files { context.messages.line("Wrote \(file.path)") }
    if options.printsJSON { return try context.output.writeJSON(study: Result.study, result, leftOut: leftOut) }
    let width = context.terminal.outputIsTerminal ? context.terminal.width : nil
    try context.output.write(BlockText(width: width).text((heading.map { [.heading($0)] } ?? []) + result.blocks()))
  }

  private func figures(of result: some StudyResult) throws -> [(path: String, bytes: [UInt8])] {
    guard !options.figures.isEmpty else { return [] }
    let figures = result.figures()
    return try options.figures.flatMap { file in
      try figures.enumerated().map { position, named in
        (
          position == 0 ? file.path : Self.sibling(of: file.path, ending: file.format.rawValue, named: named.name),
          try FigureRenderer().render(named.figure, format: file.format)
        )
      }
    }
  }

  /// The first table for the file named, further ones beside it, with their own names behind the file's.
  private func tables(of result: some StudyResult) -> [(path: String, bytes: [UInt8])] {
    guard let path = options.csv else { return [] }
    return result.tables().enumerated().map { position, table in
      (
        position == 0 ? path : Self.sibling(of: path, ending: "csv", named: table.name), Array(table.csv().utf8)
      )
    }
  }

  /// `out.csv` and `heatmap-2` -> `out-heatmap-2.csv`.
  private static func sibling(of path: String, ending: String, named name: String) -> String {
    let stem = path.lowercased().hasSuffix("." + ending) ? String(path.dropLast(ending.count + 1)) : path
    return "\(stem)-\(name).\(ending)"
  }
}
