import Studies

/// What went wrong, for the person at the page.
enum ErrorText {
  /// The most bytes of a text: what a file holds may make one of megabytes.
  private static let limit = 4_000

  /// The error's own text, with parameters by their names.
  static func text(_ error: any Error) -> String {
    let text = (error as? ParameterError)?.text(.bare) ?? "\(error)"
    guard text.utf8.count > limit else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit / 4))) + "…"
  }
}
