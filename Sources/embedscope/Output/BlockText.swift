import SafeText
import Studies

/// Blocks as a terminal shows them.
///
/// What explains and warns is left out: it stands in the help. Everything that comes from a model is made safe here.
struct BlockText {
  /// The width of the terminal, which sentences and tables that may be clipped keep to; nil where lines stay whole.
  let width: Int?

  /// The blocks that have something to show: an empty line before each heading, and round each table but below a heading.
  func text(_ blocks: [Block]) -> String {
    var parts: [Part] = []
    for block in blocks { append(block, to: &parts) }
    var text = ""
    for (index, part) in parts.enumerated() {
      if index > 0, part.kind.needsGap(behind: parts[index - 1].kind) { text += "\n" }
      text += part.text
    }
    return text
  }

  private struct Part {
    var kind: Kind
    var text: String
  }

  private enum Kind {
    case heading, line, note, table

    /// Headings stand right above what they are about, and sentences of a kind below one another.
    func needsGap(behind other: Kind) -> Bool {
      switch (other, self) {
      case (.heading, .heading): true
      case (.heading, _), (.line, .line), (.note, .note): false
      default: true
      }
    }
  }

  private func append(_ block: Block, to parts: inout [Part]) {
    switch block {
    case .heading(let text): parts.append(Part(kind: .heading, text: line(text)))
    case .paragraph(let text): parts.append(Part(kind: .line, text: wrapped(text)))
    case .notes(let notes):
      if !notes.isEmpty { parts.append(Part(kind: .note, text: notes.map(wrapped).joined())) }
    case .table(let columns):
      if !columns.rows.isEmpty { parts.append(Part(kind: .table, text: table(columns))) }
    case .preformatted(let text): parts.append(Part(kind: .table, text: TerminalText.escapeLines(text) + "\n"))
    case .details(let title, let blocks):
      parts.append(Part(kind: .heading, text: line(title)))
      for block in blocks { append(block, to: &parts) }
    case .folded(_, let blocks): for block in blocks { append(block, to: &parts) }
    case .explanation, .caution, .figures: break
    }
  }

  private func line(_ text: String) -> String { TerminalText.escape(text) + "\n" }

  private func wrapped(_ text: String) -> String {
    let safe = TerminalText.escape(text)
    return (width.map { TextWrapping.wrap(safe, width: $0) } ?? safe) + "\n"
  }

  private func table(_ columns: TextColumns) -> String {
    var table = TextTable(
      columns.titles.enumerated().map { .init($0.element, columns.numbers.contains($0.offset) ? .right : .left) })
    for row in columns.rows { table.add(row) }
    return table.text(width: columns.clips ? width : nil)
  }
}
