#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What stands behind the standard output and the standard error: a terminal, or a file or pipe.
struct Terminal: Sendable, Equatable {
  var outputIsTerminal: Bool
  var messagesAreTerminal: Bool
  /// The width of the terminal in columns; 80 where there is none or it does not say.
  var width: Int
  /// Whether the standard error may be given colours.
  var allowsColor: Bool
  /// Whether the standard output may be given colours.
  var outputAllowsColor = false
  /// Whether the standard error understands the sequence that clears a line.
  var clearsLines: Bool

  /// The terminal of this process, as NO_COLOR, TERM and COLUMNS describe it.
  static func current() -> Terminal {
    let output = isatty(STDOUT_FILENO) == 1
    let messages = isatty(STDERR_FILENO) == 1
    let isDumb = variable("TERM").map { $0 == "dumb" } ?? true
    let refusesColor = variable("NO_COLOR").map { !$0.isEmpty } ?? false
    return Terminal(
      outputIsTerminal: output, messagesAreTerminal: messages,
      width: columns(of: output ? STDOUT_FILENO : STDERR_FILENO) ?? 80,
      allowsColor: messages && !isDumb && !refusesColor, outputAllowsColor: output && !isDumb && !refusesColor,
      clearsLines: messages && !isDumb)
  }

  /// An environment variable, if it is set.
  static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  private static func columns(of descriptor: Int32) -> Int? {
    if let set = variable("COLUMNS").flatMap({ Int($0) }), (20...1000).contains(set) { return set }
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 else { return nil }
    return Int(size.ws_col)
  }
}
