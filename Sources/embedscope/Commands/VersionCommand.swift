import Studies

/// `embedscope version`, which `embedscope --version` means.
struct VersionCommand: Command {
  static let specification = CommandSpecification(
    name: "version",
    summary: "Prints the version",
    discussion: "Prints the name of the tool and its version, on one line.",
    examples: [.init(line: "embedscope --version", effect: "The same, as an option.")])

  init(_ parsed: ParameterValues) {}

  func run(_ context: CommandContext) throws {
    try context.output.writeLine("embedscope \(EmbedscopeVersion.current)")
  }
}
