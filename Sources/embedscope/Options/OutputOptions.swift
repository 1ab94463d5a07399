import Figures

/// What a study writes, as typed: `--json`, `--figure`, `--csv`.
struct OutputOptions: Sendable, Equatable {
  /// Whether the result goes to the standard output as one JSON object instead of as text.
  var printsJSON: Bool
  /// The files to draw the figure to, in the order typed.
  var figures: [FigureFile]
  /// The file to write the figure's data to.
  var csv: String?

  /// Whether the result is shown as text and written nowhere else.
  var isTextAlone: Bool { !printsJSON && figures.isEmpty && csv == nil }

  init(_ parsed: ParsedArguments) throws {
    printsJSON = try parsed[Self.json]
    figures = try parsed[Self.figure]
    csv = try parsed[Self.csv]
    let paths = figures.map(\.path) + (csv.map { [$0] } ?? [])
    for (index, path) in paths.enumerated() where paths[..<index].contains(path) {
      throw UsageError.conflict("“\(path)” is named twice as a file to write; give each file a name of its own")
    }
  }

  static let group = OptionGroup(title: "Output", options: [json, figure, csv])

  /// The options of commands that draw nothing.
  static let jsonOnly = OptionGroup(title: "Output", options: [json])

  static let json = Option.flag("json", help: "Prints the result as one JSON object.")
  static let figure = Option<[FigureFile]>.figures("figure")
  static let csv = Option.text(
    "csv", value: "FILE", help: "Writes the data of the figure to FILE, as comma-separated values.",
    completion: .file(extensions: ["csv"]))
}

/// A file to draw a figure to, with the format that its name asks for.
struct FigureFile: Sendable, Equatable {
  var path: String
  var format: FigureFormat

  /// Nil where the name does not end in `.svg`, `.png` or `.pdf`, in small or capital letters.
  init?(path: String) {
    guard let dot = path.lastIndex(of: "."), path[..<dot].last.map({ $0 != "/" }) == true,
      let format = FigureFormat(rawValue: path[path.index(after: dot)...].lowercased())
    else { return nil }
    self.path = path
    self.format = format
  }
}

extension Option where Value == [FigureFile] {
  fileprivate static func figures(_ name: String) -> Self {
    let extensions = FigureFormat.allCases.map(\.rawValue)
    let description = OptionDescription(
      name: name, valueName: "FILE", isRepeatable: true,
      help: "Draws the figure to FILE: .svg, .png or .pdf, by its name. May be given several times.",
      completion: .file(extensions: extensions))
    return Self(description: description) { texts, option throws(UsageError) in
      var files: [FigureFile] = []
      for text in texts {
        guard let file = FigureFile(path: text) else {
          let expected = "a file name that ends in \(Wording.alternatives(extensions.map { ".\($0)" }))"
          throw UsageError.invalidValue(of: option.usage, found: text, expected: expected, nearest: nil)
        }
        files.append(file)
      }
      return files
    }
  }
}
