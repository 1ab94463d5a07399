/// Text inside HTML, SVG and other XML: made visible, and free of markup.
package enum MarkupText {
  /// `text` for an element's content or an attribute that people read.
  package static func escape(_ text: String) -> String { markup(RightToLeft.isolated(VisibleText.visible(text))) }

  /// `text` for an attribute that is a name, such as a link's target.
  package static func name(_ text: String) -> String { markup(VisibleText.visible(text)) }

  private static func markup(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
