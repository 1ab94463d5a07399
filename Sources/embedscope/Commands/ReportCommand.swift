import Figures
import Reports
import SafeText
import Studies

/// `embedscope report MODEL… --out DIR`.
struct ReportCommand: Command {
  static let specification = CommandSpecification(
    name: "report",
    summary: "Writes everything about one model or several as one offline page",
    discussion: """
      DIR gets index.html, the figures and their data as files, and manifest.json, which says what it was all made from. \
      Two runs give the same bytes. A DIR that an earlier report made is replaced as a whole, at the end; any other folder \
      that holds something is left alone. DIR may be . or a link to a folder.

      It holds what the notebook does, in a second. --full adds what lies beyond: what the vocabularies consist of, the \
      neighbours and similarities of a few words, the space of the rows and its hubs, tokens that look under-trained, a map of \
      all tokens by UMAP, and how far every two models agree; for two versions of one model, which rows moved. That takes up to \
      minutes, most of it to find the neighbours of all rows. --studies names what the page holds instead. What cannot be \
      asked of a model is left out, and the page says why.
      """,
    examples: [
      .init(
        line: "embedscope report gpt2 bert-base-uncased --out report", effect: "The notebook; open report/index.html."),
      .init(
        line: "embedscope report gpt2 bert-base-uncased --full", effect: "Everything, the map of all tokens included."),
      .init(
        line: "embedscope report gpt2 --studies notebook,space,anomalies", effect: "The notebook and two studies more."),
    ],
    arguments: [ModelArguments.oneOrMore],
    options: [out, full, studies, words, index, word, seed, formats, hash, notice],
    groups: [FigureOptions.look, ModelOptions.group])

  private static let out = Parameter.text(
    "out", short: "o", value: "DIR", help: "The folder to write. Default: report.", completion: .folder)
  private static let full = Parameter.flag("full", help: "Every study, not the notebook's alone.")
  private static let studies = Parameter<[ReportStudy]>.choices(
    "studies", value: "LIST", default: [.notebook],
    help: "What the page holds, separated by commas; notebook stands for the six that follow it here.")
  private static let words = Parameter.custom(
    "words", value: "WORDS", expected: "words, separated by commas",
    help:
      "The words whose neighbours and similarities are shown. Default: king,queen,cat,dog,car,bus, or the first words "
      + "of a vocabulary that lacks them."
  ) { text -> [String]? in
    let words = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    return words.contains("") ? nil : words
  }
  private static let index = Parameter<Int?>.integer(
    "index", value: "I", in: 0 ... .max, help: "The row to compare; without it one is drawn from 10,000 to 20,000.")
  private static let word = Parameter.text("word", value: "WORD", help: "The word to compare. Default: the.")
  private static let seed = Parameter<UInt64>.seed(default: 0, help: "What all random numbers are drawn from.")
  private static let formats = Parameter<[FigureFormat]>.choices(
    "formats", value: "LIST", default: [.svg], help: "The figures' file formats, separated by commas.")
  private static let hash = Parameter.flag(
    "hash", help: "Reads large files through, for their SHA-256 in the manifest.")
  private static let notice = Parameter.text("notice", value: "TEXT", help: "A line for the head of the page.")

  private let arguments: [String]
  private let models: ModelOptions
  private let folder: String
  private let options: Report.Options
  private let look: FigureOptions

  init(_ parsed: ParameterValues) throws {
    arguments = try parsed[ModelArguments.oneOrMore]
    models = try ModelOptions(parsed)
    folder = try parsed[Self.out] ?? "report"
    if folder == "-" {
      throw UsageError.conflict(
        "a report is a folder, which the standard output cannot hold; give --out a folder's name")
    }
    let isFull = try parsed[Self.full]
    if isFull, parsed.isGiven(Self.studies) {
      throw UsageError.conflict("--full is all studies, --studies names some: give one of the two")
    }
    look = try FigureOptions(parsed)
    var options = Report.Options()
    options.theme = look.theme.scheme
    options.studies = try isFull ? ReportStudy.allCases : parsed[Self.studies]
    options.words = try parsed[Self.words]
    if options.words != nil, Set(options.studies).isDisjoint(with: ["neighbors", "similarity"]) {
      throw UsageError.conflict("--words belongs to --full, or to the studies neighbors and similarity")
    }
    if Set(options.studies).isDisjoint(with: [.notebook, "compare"]) {
      for option in [Self.index, Self.word] as [any DeclaredParameter] where parsed.isGiven(option) {
        throw UsageError.conflict("\(option.description.label) belongs to the studies notebook and compare")
      }
    }
    options.index = try parsed[Self.index]
    options.word = try parsed[Self.word] ?? options.word
    options.seed = try parsed[Self.seed]
    options.formats = try parsed[Self.formats]
    options.hashesAll = try parsed[Self.hash]
    options.notice = try parsed[Self.notice]
    self.options = options
  }

  func run(_ context: CommandContext) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let opened = try models.open(arguments, context)
    let bars = ProgressBars(messages: context.messages)
    defer { bars.finish() }
    let report = Report(
      tool: "embedscope \(EmbedscopeVersion.current)", renderer: CairoReportRenderer(look, context.messages),
      options: options,
      progress: bars.progress)
    let path = try report.write(opened, to: folder)
    bars.finish()
    let seconds = (clock.now - start) / .seconds(1)
    try context.output.writeLine(context.safe(path))
    context.messages.line("The report took \(NumberText.decimal(seconds, fractionDigits: 2)) s.")
  }
}
