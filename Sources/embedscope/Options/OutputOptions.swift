import Figures
import SafeText
import Studies

/// What a study writes, as typed: `--json`, `--figure`, `--csv`.
struct OutputOptions: Sendable, Equatable {
  /// Whether the result goes to the standard output as one JSON object instead of as text.
  var printsJSON: Bool
  /// The files to draw the figure to, in the order typed.
  var figures: [FigureFile]
  /// The file to write the figure's data to.
  var csv: OutputPath?
  /// How the figure looks.
  var look: FigureOptions

  init(_ parsed: ParameterValues) throws {
    printsJSON = try parsed[Self.json]
    figures = try parsed[Self.figure]
    csv = try parsed[Self.csv].map(OutputPath.init)
    look = try FigureOptions(parsed)
    if figures.isEmpty { try parsed.refuse(FigureOptions.group.options, without: Self.figure) }
    try OutputPath.check(figures.map(\.path) + (csv.map { [$0] } ?? []), printsJSON: printsJSON)
  }

  static let group = OptionGroup(title: "Output", options: [json, figure, csv])

  /// The options of commands that draw nothing.
  static let jsonOnly = OptionGroup(title: "Output", options: [json])

  static let json = Parameter.flag("json", help: "Prints the result as one JSON object.")
  static let figure = Parameter<[FigureFile]>.figures("figure")
  static let csv = Parameter.text(
    "csv", value: "FILE",
    help: "Writes the data of the figure to FILE, as comma-separated values; - prints them instead of the text.",
    completion: .file(extensions: ["csv"]))
}

/// A file to draw a figure to, with the format that its name asks for.
struct FigureFile: Sendable, Equatable {
  var path: OutputPath
  var format: FigureFormat

  /// Nil where the name does not end in `.svg`, `.png` or `.pdf`, in small or capital letters.
  ///
  /// With the format before a colon, as in `pdf:-`, the name may be any; `-` alone is SVG.
  init?(_ text: String) {
    if text == "-" {
      self.init(path: OutputPath(text), format: .svg)
    } else if let format = FigureFormat.allCases.first(where: { text.hasPrefix("\($0.rawValue):") }) {
      let path = text.dropFirst(format.rawValue.utf8.count + 1)
      if path.isEmpty { return nil }
      self.init(path: OutputPath(String(path)), format: format)
    } else {
      guard let dot = text.lastIndex(of: "."), text[..<dot].last.map({ $0 != "/" }) == true,
        let format = FigureFormat(rawValue: text[text.index(after: dot)...].lowercased())
      else { return nil }
      self.init(path: OutputPath(text), format: format)
    }
  }

  private init(path: OutputPath, format: FigureFormat) {
    self.path = path
    self.format = format
  }
}

extension Parameter where Value == [FigureFile] {
  fileprivate static func figures(_ name: String) -> Self {
    let extensions = FigureFormat.allCases.map(\.rawValue)
    let description = ParameterDescription(
      name: name, valueName: "FILE", isRepeatable: true,
      help:
        "Draws the figure to FILE: .svg, .png or .pdf, by its name. May be given several times. - prints the figure as SVG "
        + "instead of the text; png:FILE and its like take any name, as in pdf:-.",
      completion: .file(extensions: extensions))
    return Self(description: description) { texts, parameter throws(ParameterError) in
      var files: [FigureFile] = []
      for text in texts {
        guard let file = FigureFile(text) else {
          let expected =
            "a file name that ends in \(Wording.alternatives(extensions.map { ".\($0)" })), - for the standard output, "
            + "or a format before any name, as in png:-"
          throw ParameterError.invalidValue(of: parameter, found: text, expected: expected, nearest: nil)
        }
        files.append(file)
      }
      return files
    }
  }
}
