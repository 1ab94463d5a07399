import Figures
import Reports
import Studies

/// `embedscope report MODEL… --out DIR`.
struct ReportCommand: Command {
  static let specification = CommandSpecification(
    name: "report",
    summary: "Writes everything about one model or several as one offline page",
    discussion: """
      DIR gets index.html, the figures and their data as files, and manifest.json, which says what it was all made from. \
      Two runs give the same bytes. A DIR that an earlier report made is replaced as a whole, at the end; any other folder \
      that holds something is left alone.
      """,
    examples: [
      .init(
        line: "embedscope report gpt2 bert-base-uncased --out report", effect: "The notebook; open report/index.html.")
    ],
    arguments: [ModelArguments.oneOrMore],
    options: [out, index, word, StandardOptions.seed, formats, hash, notice],
    groups: [ModelOptions.group])

  private static let out = Option.text(
    "out", short: "o", value: "DIR", help: "The folder to write. Default: report.", completion: .folder)
  private static let index = Option<Int?>.integer(
    "index", value: "I", in: 0 ... .max, help: "The row to compare; without it one is drawn from 10,000 to 20,000.")
  private static let word = Option.text("word", value: "WORD", help: "The word to compare. Default: the.")
  private static let formats = Option<[FigureFormat]>.choices(
    "formats", value: "LIST", default: [.svg], help: "The figures' file formats, separated by commas.")
  private static let hash = Option.flag("hash", help: "Reads large files through, for their SHA-256 in the manifest.")
  private static let notice = Option.text("notice", value: "TEXT", help: "A line for the head of the page.")

  private let arguments: [String]
  private let models: ModelOptions
  private let folder: String
  private let options: Report.Options

  init(_ parsed: ParsedArguments) throws {
    arguments = parsed[ModelArguments.oneOrMore]
    models = try ModelOptions(parsed)
    folder = try parsed[Self.out] ?? "report"
    var options = Report.Options()
    options.index = try parsed[Self.index]
    options.word = try parsed[Self.word] ?? options.word
    options.seed = try parsed[StandardOptions.seed] ?? options.seed
    options.formats = try parsed[Self.formats]
    options.hashesAll = try parsed[Self.hash]
    options.notice = try parsed[Self.notice]
    self.options = options
  }

  func run(_ context: CommandContext) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let opened = try models.open(arguments, context)
    let report = Report(tool: "embedscope \(ToolVersion.current)", renderer: CairoReportRenderer(), options: options)
    let path = try report.write(opened, to: folder)
    let seconds = (clock.now - start) / .seconds(1)
    try context.output.writeLine(context.safe(path))
    context.messages.line("The report took \(NumberText.decimal(seconds, fractionDigits: 2)) s.")
  }
}
