/// The options of the tool itself, which stand before any command, as the commands they mean.
enum ToolArguments {
  /// `--help` is `help`, `--version` is `version`; anything else stays as it is.
  static func normalized(_ words: [String]) -> [String] {
    switch words.first {
    case "--help", "-h": ["help"] + words.dropFirst()
    case "--version", "-V": ["version"] + words.dropFirst()
    default: words
    }
  }
}
