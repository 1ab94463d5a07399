import ByteFiles
import Dispatch
import Explorer
import ModelSources
import Studies

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
      """,
    examples: [
      .init(line: "embedscope explore gpt2", effect: "Opens the browser with all 50,257 tokens."),
      .init(line: "embedscope explore gpt2 bert-base-uncased", effect: "Two models, linked."),
      .init(line: "embedscope explore gpt2 --no-open --port 9000", effect: "Prints the address alone."),
    ],
    arguments: [ModelArguments.oneOrMore],
    options: [port, autoPort, host, noOpen],
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

  private let arguments: [String]
  private let models: ModelOptions
  private let place: ExplorerServer.Place
  private let opensBrowser: Bool

  init(_ parsed: ParameterValues) throws {
    arguments = try parsed[ModelArguments.oneOrMore]
    models = try ModelOptions(parsed)
    place = ExplorerServer.Place(
      host: try parsed[Self.host] ?? "127.0.0.1", port: try parsed[Self.port], takesOtherPort: try parsed[Self.autoPort]
    )
    opensBrowser = !(try parsed[Self.noOpen])
  }

  func run(_ context: CommandContext) throws {
    let opened = try models.open(arguments, context)
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
    server.stop()
    UnfinishedFiles.ofProcess.removeAll()
  }
}
