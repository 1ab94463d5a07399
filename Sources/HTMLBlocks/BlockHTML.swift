package import Figures
import SafeText
package import Studies

/// Blocks as a page shows them; every text is escaped here.
package enum BlockHTML {
  /// The blocks, with `figures`, which is HTML, where they say that figures stand.
  package static func html(_ blocks: [Block], figures: String = "") -> String {
    blocks.map { html($0, figures) }.joined()
  }

  private static func html(_ block: Block, _ figures: String) -> String {
    switch block {
    case .heading(let text): "<h3>\(MarkupText.escape(text))</h3>\n"
    case .paragraph(let text), .explanation(let text): paragraph(text)
    case .table(let columns): columns.rows.isEmpty ? "" : table(columns, columns.rows[...])
    case .notes(let notes): list(notes)
    case .figures: figures
    case .preformatted(let text): preformatted(text)
    case .details(let title, let blocks), .folded(let title, let blocks):
      "<details><summary>\(MarkupText.escape(title))</summary>\n\(html(blocks, figures: figures))</details>\n"
    case .caution(let text):
      "<p class=\"trap\"><strong>Why this may fool you</strong> \(MarkupText.escape(text))</p>\n"
    }
  }

  /// A paragraph.
  package static func paragraph(_ text: String) -> String { "<p>\(MarkupText.escape(text))</p>\n" }

  /// Sentences as a list; nothing where there are none.
  package static func list(_ items: [String]) -> String {
    guard !items.isEmpty else { return "" }
    return "<ul>\n" + items.map { "<li>\(MarkupText.escape($0))</li>\n" }.joined() + "</ul>\n"
  }

  /// Links to files, by their names.
  package static func links(_ files: [String]) -> String { links(files.map { (place: $0, name: $0) }) }

  /// Links to files that lie elsewhere.
  package static func links(_ files: [(place: String, name: String)]) -> String {
    files.map { "<a href=\"\(MarkupText.name($0.place))\">\(MarkupText.escape($0.name))</a>" }.joined(separator: " · ")
  }

  /// A figure whose file is loaded by the page; `title` is what those hear who do not see it.
  package static func figure(image: String, title: String, size: Size) -> String {
    "<figure><img src=\"\(MarkupText.name(image))\" alt=\"\(MarkupText.escape(title))\" loading=\"lazy\" "
      + "width=\"\(Int(size.width))\" height=\"\(Int(size.height))\">"
      + "<figcaption>\(links([(place: image, name: "SVG")]))</figcaption></figure>\n"
  }

  /// A figure with links to its files; `narrow` is the same drawn for phones, which can else be scrolled sideways there.
  package static func figure(svg: String, narrow: String?, files: [String]) -> String {
    let links = "<figcaption>\(links(files))"
    guard let narrow else {
      return "<figure><div class=\"scroll\" tabindex=\"0\">\(svg)</div>\(links)"
        + "<span class=\"hint\"> · wider than this page: scroll it sideways</span></figcaption></figure>\n"
    }
    return
      "<figure><div class=\"wide\">\(svg)</div><div class=\"narrow\">\(narrow)</div>\(links)</figcaption></figure>\n"
  }

  private static func preformatted(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { MarkupText.escape(String($0)) }
    return "<pre>\(lines.joined(separator: "\n"))</pre>\n"
  }

  /// A table that becomes a list of cards on a phone; rows beyond those for a page are folded away.
  private static func table(_ table: TextColumns, _ rows: ArraySlice<[String]>) -> String {
    if let limit = table.rowsOnPage, rows.count == table.rows.count, rows.count > limit {
      let rest = rows.dropFirst(limit)
      return Self.table(table, rows.prefix(limit))
        + "<details><summary>\(rest.count.grouped) more</summary>\n\(Self.table(table, rest))</details>\n"
    }
    let align = { (column: Int) in table.numbers.contains(column) ? " class=\"number\"" : "" }
    var text = "<table class=\"stack\"><thead><tr>"
    for (index, title) in table.titles.enumerated() { text += "<th\(align(index))>\(MarkupText.escape(title))</th>" }
    text += "</tr></thead><tbody>\n"
    for row in rows {
      text += "<tr>"
      for (index, field) in row.enumerated() {
        text +=
          "<td\(align(index)) data-label=\"\(MarkupText.escape(table.titles[index]))\">\(MarkupText.escape(field))</td>"
      }
      text += "</tr>\n"
    }
    return text + "</tbody></table>\n"
  }
}
