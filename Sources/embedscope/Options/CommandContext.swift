import SafeText

/// What a command has to work with besides its own values.
struct CommandContext {
  /// What the command was asked for goes here.
  var output: StandardOutput
  /// Notes and progress go here.
  var messages: Messages
  var terminal: Terminal
  var registry: CommandRegistry

  /// The width for text on the standard output: the terminal's, or 80; never wider than reads well.
  var textWidth: Int { terminal.outputIsTerminal ? min(terminal.width, 100) : 80 }

  /// `text` on one line, with nothing in it that could play with the terminal.
  func safe(_ text: String) -> String { TerminalText.escape(text) }

  /// `text` with its line breaks, and nothing else in it that could play with the terminal.
  func safeLines(_ text: String) -> String { TerminalText.escapeLines(text) }
}
