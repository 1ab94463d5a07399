import SafeText
import Studies

/// `embedscope completions SHELL`.
struct CompletionsCommand: Command {
  static let specification = CommandSpecification(
    name: "completions",
    summary: "Prints a script that completes commands, options and models in a shell",
    discussion: """
      The script goes where the shell looks for completions; make install puts all three there.

      bash: ~/.local/share/bash-completion/completions/embedscope
      zsh: _embedscope in a folder of $fpath
      fish: ~/.config/fish/completions/embedscope.fish
      """,
    examples: [
      .init(
        line: "embedscope completions bash > ~/.local/share/bash-completion/completions/embedscope",
        effect: "Completes in every bash that is started from now on."),
      .init(line: "source <(embedscope completions bash)", effect: "Completes in this bash."),
    ],
    arguments: [shell])

  enum Shell: String, CaseIterable { case bash, zsh, fish }

  private static let shell = Parameter<String>.operand(
    "shell", value: "SHELL", help: "One of: bash, zsh, fish.", completion: .choice(Shell.allCases.map(\.rawValue)))

  private let shell: Shell

  init(_ parsed: ParameterValues) throws {
    let word = try parsed[Self.shell]
    guard let shell = Shell(rawValue: word) else {
      let words = Shell.allCases.map(\.rawValue)
      throw UsageError.invalidValue(
        of: "SHELL", found: word, expected: Wording.alternatives(words),
        nearest: Spelling.nearest(to: word, among: words))
    }
    self.shell = shell
  }

  func run(_ context: CommandContext) throws {
    let script =
      switch shell {
      case .bash: BashCompletions.script(context.registry)
      case .zsh: ZshCompletions.script(context.registry)
      case .fish: FishCompletions.script(context.registry)
      }
    try context.output.write(script)
  }
}
