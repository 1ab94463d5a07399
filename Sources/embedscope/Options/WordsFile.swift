import Studies

/// Words from a file, one a line, for commands that take words.
enum WordsFile {
  static let option = Parameter.text(
    "words-file", value: "FILE",
    help:
      "Takes words from FILE, too, one a line; - is the standard input. Words that a model does not know are named and left out.",
    completion: .file(extensions: []))

  /// The operand that the words of a file join; nil where a command takes no words.
  static func operand(of parameters: [any DeclaredParameter]) -> ParameterDescription? {
    parameters.map(\.description).first { $0.name == "words" && $0.operands != nil }
  }

  /// The words of the file at `path`, in their order.
  static func words(_ path: String) throws -> [String] {
    try TextInput.file(path).lines()
  }

  /// The word that a study does not know; nil for any other error.
  static func unknownWord(_ error: any Error) -> String? {
    switch error as? StudiesError {
    case .wordNotFound(let word, _, _), .unknownWord(let word, _, _), .wordWithoutTokens(let word, _),
      .wordWithoutDirection(let word, _):
      word
    default: nil
    }
  }
}
