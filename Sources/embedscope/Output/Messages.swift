import SafeText
import Work

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What the tool says to the person who runs it, on the standard error: errors, notes, progress.
///
/// The one way there: every message passes ``TerminalText``, so that no file name and no token can play with the terminal.
struct Messages: Sendable {
  var terminal: Terminal
  /// Whether notes and progress are left out; errors never are.
  var isQuiet = false

  /// Says what went wrong, as `embedscope: error: …`.
  func error(_ text: String) {
    let label = terminal.allowsColor ? "\u{1B}[1;31merror:\u{1B}[0m" : "error:"
    send("embedscope: \(label) \(TerminalText.escapeLines(Self.bounded(text)))\n")
  }

  /// A text of a length that a person reads: what a file holds may make one of megabytes.
  private static func bounded(_ text: String) -> String {
    let limit = 4000
    guard text.utf8.count > limit else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit))) + "…"
  }

  /// Says what a person should know about a result, such as a seed drawn, as `embedscope: note: …`.
  func note(_ text: String) {
    if !isQuiet { send("embedscope: note: \(TerminalText.escapeLines(text))\n") }
  }

  /// A plain line, such as the name of a file that was written.
  func line(_ text: String) {
    if !isQuiet { send(TerminalText.escapeLines(text) + "\n") }
  }

  /// A bar for a download or another long work; shows nothing unless the standard error is a terminal.
  func progressBar(_ title: String, unit: WorkProgress.Unit = .bytes) -> ProgressBar {
    ProgressBar(title: title, unit: unit, terminal: terminal, isShown: terminal.messagesAreTerminal && !isQuiet)
  }

  /// Text that is safe already; a message that cannot be written is lost, since there is nowhere to report it.
  fileprivate func send(_ text: String) { Self.send(text) }

  /// Writes to the standard error in one call where possible, so that lines of several processes do not mix.
  static func send(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)[...]
      while !rest.isEmpty {
        let written = unistdWrite(STDERR_FILENO, UnsafeRawBufferPointer(rebasing: rest))
        if written < 0 && errno == EINTR { continue }
        guard written > 0 else { return }
        rest = rest.dropFirst(written)
      }
    }
  }
}
