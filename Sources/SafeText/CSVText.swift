/// Rows of comma-separated values (RFC 4180), with text made visible.
///
/// A spreadsheet takes a field that begins with `=`, `+`, `-` or `@` for a formula: such text gets a leading apostrophe,
/// which spreadsheets hide. Numbers are written as they are.
package enum CSVText {
  /// One field of text.
  package static func field(_ text: String) -> String {
    var visible = VisibleText.visible(text)
    if let first = visible.unicodeScalars.first, "=+-@".unicodeScalars.contains(first) { visible = "'" + visible }
    guard visible.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" || $0 == " " || $0 == "'" }) else {
      return visible
    }
    var quoted = "\""
    for scalar in visible.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
