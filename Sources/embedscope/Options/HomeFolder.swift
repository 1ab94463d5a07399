import Studies

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The home folder in paths: `~` and what begins with `~/`.
enum HomeFolder {
  /// `value` with the home folder in place of its tilde, where `option` takes a path.
  ///
  /// A shell that meets `--csv ~/x` does the same, but not one that meets `--csv=~/x`.
  static func expanded(_ value: String, for option: ParameterDescription) -> String {
    switch option.completion {
    case .file, .folder: expanded(value)
    // Models look at their names themselves.
    case .model, .choice, .command, .none: value
    }
  }

  private static func expanded(_ path: String) -> String {
    // A figure's format may stand before its path.
    for format in ["", "svg:", "png:", "pdf:"] where path == format + "~" || path.hasPrefix(format + "~/") {
      // SAFETY: getenv's text is copied before anything else runs that could change it.
      guard let home = getenv("HOME").map({ String(cString: $0) }), !home.isEmpty else { return path }
      return format + home + path.dropFirst(format.utf8.count + 1)
    }
    return path
  }
}
