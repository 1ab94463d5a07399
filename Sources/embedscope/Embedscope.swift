import ByteFiles
import Studies

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The tool: finds the command, parses its arguments, runs it, and turns what happened into an exit status.
@main
struct Embedscope {
  static func main() {
    StandardStreams.prepare()
    Interruption.watch()
    let status = run(Array(CommandLine.arguments.dropFirst()), registry: .all)
    exit(status.rawValue)
  }

  /// Runs the tool with what was typed after its name.
  static func run(_ words: [String], registry: CommandRegistry) -> ExitStatus {
    let terminal = Terminal.current()
    var messages = Messages(terminal: terminal)
    let output = StandardOutput()
    do {
      let words = ToolArguments.normalized(words)
      guard let verb = words.first else {
        Messages.send(HelpText.overview(registry, width: min(terminal.width, 100)))
        return .usage
      }
      let command = try registry.command(named: verb)
      let rest = Array(words.dropFirst())
      var context = CommandContext(output: output, messages: messages, terminal: terminal, registry: registry)
      if ArgumentParser.asksForHelp(rest) {
        try output.write(HelpText.command(command.specification, width: context.textWidth))
      } else {
        let parsed = try ArgumentParser.parse(rest, for: command.specification)
        messages.isQuiet = try parsed[StandardOptions.quiet]
        context.messages = messages
        do { try command.prepare(parsed)(context) } catch is DryRunEnded {}
      }
      try output.flush()
      return .done
    } catch {
      return report(error, words: words, output: output, messages: messages, registry: registry)
    }
  }

  private static func report(
    _ error: any Error, words: [String], output: StandardOutput, messages: Messages, registry: CommandRegistry
  ) -> ExitStatus {
    if error is ClosedPipe { return .done }
    // What was printed before the error happened is still wanted.
    do { try output.flush() } catch is ClosedPipe { return .done } catch {}
    let usage: String
    switch error {
    case let error as UsageError: usage = error.description
    case let error as ParameterError: usage = error.text(.options)
    default:
      messages.error("\(error)\(OptionHint.text(for: error))")
      return .failed
    }
    let verb = words.first.flatMap { registry.names.contains($0) ? "\($0) " : nil } ?? ""
    messages.error("\(usage)\nSee: embedscope \(verb)--help")
    return .usage
  }
}
