import SafeText

/// The few kinds of HTML that the report's sections are made of; every text is escaped here.
enum HTMLFragments {
  /// A paragraph.
  static func paragraph(_ text: String) -> String { "<p>\(MarkupText.escape(text))</p>\n" }

  /// A paragraph that says how a figure may fool its reader.
  static func trap(_ text: String) -> String {
    "<p class=\"trap\"><strong>Why this may fool you</strong> \(MarkupText.escape(text))</p>\n"
  }

  /// Sentences as a list; nothing where there are none.
  static func list(_ items: [String]) -> String {
    guard !items.isEmpty else { return "" }
    return "<ul>\n" + items.map { "<li>\(MarkupText.escape($0))</li>\n" }.joined() + "</ul>\n"
  }

  /// Text of fixed width.
  static func preformatted(_ text: String) -> String {
    "<pre>"
      + text.split(separator: "\n", omittingEmptySubsequences: false).map { MarkupText.escape(String($0)) }
      .joined(separator: "\n") + "</pre>\n"
  }

  /// Content that is folded away until it is asked for.
  static func details(_ summary: String, _ body: String) -> String {
    "<details><summary>\(MarkupText.escape(summary))</summary>\n\(body)</details>\n"
  }

  /// A table that becomes a list of cards on a phone; columns named in `numbers` are aligned to the right.
  static func table(_ columns: [String], numbers: Set<Int> = [], _ rows: [[String]]) -> String {
    let align = { (column: Int) in numbers.contains(column) ? " class=\"number\"" : "" }
    var text = "<table class=\"stack\"><thead><tr>"
    for (index, column) in columns.enumerated() { text += "<th\(align(index))>\(MarkupText.escape(column))</th>" }
    text += "</tr></thead><tbody>\n"
    for row in rows {
      text += "<tr>"
      for (index, field) in row.enumerated() {
        text +=
          "<td\(align(index)) data-label=\"\(MarkupText.escape(columns[index]))\">\(MarkupText.escape(field))</td>"
      }
      text += "</tr>\n"
    }
    return text + "</tbody></table>\n"
  }

  /// A figure with links to its files.
  static func figure(svg: String, files: [String]) -> String {
    let links = files.map { "<a href=\"\(MarkupText.escape($0))\">\(MarkupText.escape($0))</a>" }.joined(
      separator: " · ")
    return "<figure><div class=\"scroll\">\(svg)</div><figcaption>\(links)</figcaption></figure>\n"
  }
}

extension HTMLFragments {
  /// Links to files that belong to no figure.
  static func files(_ names: [String]) -> String {
    let links = names.map { "<a href=\"\(MarkupText.escape($0))\">\(MarkupText.escape($0))</a>" }
    return "<p>\(links.joined(separator: " · "))</p>\n"
  }
}
