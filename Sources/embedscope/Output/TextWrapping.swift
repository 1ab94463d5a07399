/// Paragraphs broken into lines that fit.
enum TextWrapping {
  /// The text with line breaks between words, so that no line is wider than `width` columns, the indentation included.
  ///
  /// A single word that is wider stays whole; line breaks in `text` stay.
  static func wrap(_ text: String, width: Int, indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in paragraph.split(separator: " ") {
        let needed = DisplayWidth.of(line) + 1 + DisplayWidth.of(String(word))
        if line.isEmpty {
          line = String(word)
        } else if indent + needed > width {
          lines.append(margin + line)
          line = String(word)
        } else {
          line += " " + word
        }
      }
      lines.append(line.isEmpty ? "" : margin + line)
    }
    return lines.joined(separator: "\n")
  }
}
