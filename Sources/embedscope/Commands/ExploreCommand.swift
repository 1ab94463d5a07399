import ByteFiles
import Dispatch
import Explorer
import ModelSources
import SafeText
import Studies
import Workspace

/// `embedscope explore MODEL…`.
struct ExploreCommand: Command {
  static let specification = CommandSpecification(
    name: "explore",
    summary: "Opens models in the browser: maps, tokens, neighbours, the matrix, every study",
    discussion: """
      A page of this machine's own, for this machine alone: nobody else can open it unless --host says so, and it loads \
      nothing from elsewhere. Ctrl-C ends it.

      What takes a second or more, such as a map by UMAP, is kept below ~/.cache/embedscope, and is there at once when \
      the same model is opened again; embedscope cache lists and removes it.

      Where no browser can be opened the address is printed, and the ssh command that brings the page to another machine.

      --export writes the same page to a folder instead, for any web server: all tokens with their nearest neighbours, a map, and \
      the results of --studies. --single-file makes one HTML file of it, which opens by itself. Of the matrix it holds as much as \
      --max-size leaves room for.
      """,
    examples: [
      .init(line: "embedscope explore gpt2", effect: "Opens the browser with all 50,257 tokens."),
      .init(line: "embedscope explore gpt2 bert-base-uncased", effect: "Two models, linked."),
      .init(line: "embedscope explore gpt2 --no-open --port 9000", effect: "Prints the address alone."),
      .init(line: "embedscope explore gpt2 --export site", effect: "The folder site, for a web server."),
    ],
    arguments: [ModelArguments.oneOrMore],
    options: [port, autoPort, host, noOpen, export, singleFile, maxSize, studies],
    groups: [ModelOptions.group])

  private static let port = Parameter.integer(
    "port", short: "p", in: 0...65_535, default: 8470, help: "The port to listen on; 0 is any that is free.")
  private static let autoPort = Parameter.flag(
    "auto-port", help: "Takes the next free port where this one is in use.")
  private static let host = Parameter.text(
    "host", value: "HOST",
    help:
      "The name or address to listen on. Default: 127.0.0.1, this machine alone; with any other, others can see the "
      + "models, without a password.")
  private static let noOpen = Parameter.flag("no-open", help: "Opens no browser.")

  private static let export = Parameter.text(
    "export", value: "DIR", help: "Writes the page with all it shows to the folder DIR, and serves nothing.",
    completion: .folder)
  private static let singleFile = Parameter.text(
    "single-file", value: "FILE", help: "Writes the page with all it shows as one HTML file, and serves nothing.",
    completion: .file(extensions: ["html"]))
  private static let maxSize = Parameter<Int?>.integer(
    "max-size", value: "MB", in: 1...100_000, help: "The most megabytes of an export. Default: 100.")
  private static let studies = Parameter.custom(
    "studies", value: "LIST", expected: "names of studies, separated by commas",
    help: "The studies whose results an export holds, separated by commas. Default: project, the map."
  ) { text -> [String]? in
    let names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    return names.contains("") ? nil : names
  }

  private let arguments: [String]
  private let models: ModelOptions
  private let place: ExplorerServer.Place
  private let opensBrowser: Bool
  private let folder: String?
  private let file: String?
  private let settings: ExportSettings

  init(_ parsed: ParameterValues) throws {
    arguments = try parsed[ModelArguments.oneOrMore]
    models = try ModelOptions(parsed)
    place = ExplorerServer.Place(
      host: try parsed[Self.host] ?? "127.0.0.1", port: try parsed[Self.port], takesOtherPort: try parsed[Self.autoPort]
    )
    opensBrowser = !(try parsed[Self.noOpen])
    folder = try parsed[Self.export]
    file = try parsed[Self.singleFile]
    try parsed.refuse([Self.singleFile], with: Self.export)
    for served in [Self.port, Self.autoPort, Self.host, Self.noOpen] as [any DeclaredParameter] {
      try parsed.refuse([Self.export, Self.singleFile], with: served)
    }
    if folder == nil, file == nil { try parsed.refuse([Self.maxSize, Self.studies], without: Self.export) }
    if folder == "-" { throw UsageError.conflict("an export is a folder, which the standard output cannot hold") }
    var settings = ExportSettings()
    if let megabytes = try parsed[Self.maxSize] { settings.mostBytes = megabytes * 1_000_000 }
    if let studies = try parsed[Self.studies] { settings.studies = studies }
    self.settings = settings
  }

  func run(_ context: CommandContext) throws {
    let opened = try models.open(arguments, context)
    if folder != nil || file != nil { return try export(opened, context) }
    let explorer = try Explorer(opened, cache: ResultCache(environment: HubSettings.processEnvironment))
    let server = try ExplorerServer(explorer, at: place)
    let ended = DispatchSemaphore(value: 0)
    Interruption.handle { ended.signal() }
    try context.output.writeLine(server.address)
    try context.output.flush()
    context.messages.line("From another machine: \(server.tunnel)")
    if server.isOpenToOthers {
      context.messages.note("who can reach this machine can see these models: no password is asked for")
    }
    if opensBrowser, !Browser.open(server.address) { context.messages.line("Open the address in a browser.") }
    context.messages.line("Ctrl-C ends it.")
    ended.wait()
    if !server.stop() { Interruption.end() }
    UnfinishedFiles.ofProcess.removeAll()
  }

  private func export(_ opened: [OpenModel], _ context: CommandContext) throws {
    let bars = ProgressBars(messages: context.messages)
    defer { bars.finish() }
    let cache = ResultCache(environment: HubSettings.processEnvironment)
    let export = try ExplorerExport(opened, settings, cache: cache, progress: bars.progress)
    bars.finish()
    context.messages.line("About \(NumberText.bytes(export.bytes)).")
    if export.lowestLevel > 0 {
      context.messages.note(
        "the matrix is held in means of \(1 << export.lowestLevel) rows: --max-size has no room for single values")
    }
    if let folder {
      try export.write(to: folder)
      try context.output.writeLine(context.safe(folder + "/index.html"))
    } else if let file {
      let html = try export.singleFile()
      try OutputFiles(context: context).write(
        [(OutputPath(file), { send in try html.withUnsafeBytes { try send($0) } })], of: opened)
    }
  }
}
