import SafeText

/// A table of text for people: columns aligned by what a terminal shows, whatever the cells hold.
///
/// ```swift
/// var table = TextTable([.init("id", .right), .init("token")])
/// table.add(["11", "␣the"])
/// print(table.text())
/// ```
struct TextTable: Sendable {
  enum Alignment: Sendable { case left, right }

  struct Column: Sendable {
    var title: String
    var alignment: Alignment

    init(_ title: String, _ alignment: Alignment = .left) {
      self.title = title
      self.alignment = alignment
    }
  }

  private let columns: [Column]
  private var rows: [[String]] = []
  /// How wide the columns were, of a table that was taken part by part.
  private var takenWidths: [Int]?

  init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row, whose cells are made safe for the terminal here.
  ///
  /// Missing cells are empty, and those beyond the last column are left out.
  mutating func add(_ cells: [String]) {
    let cells = cells.prefix(columns.count).map(TerminalText.escape)
    rows.append(cells + Array(repeating: "", count: columns.count - cells.count))
  }

  /// The table: titles, then rows, two spaces between columns, nothing after the last text of a line.
  ///
  /// Cells stay whole unless `width` is given: then the widest left-aligned columns are clipped so that lines fit,
  /// but never below ten columns.
  func text(width: Int? = nil) -> String {
    let all = [titles] + rows
    var widths = columns.indices.map { column in all.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    if let width { Self.shrink(&widths, columns: columns, to: width) }
    return text(all, widths)
  }

  /// The rows that were added since the last call, the titles first; columns are at least as wide as they were before.
  mutating func takeText() -> String {
    let all = (takenWidths == nil ? [titles] : []) + rows
    let widths = columns.indices.map { column in
      all.reduce(takenWidths?[column] ?? 0) { max($0, DisplayWidth.of($1[column])) }
    }
    takenWidths = widths
    rows = []
    return text(all, widths)
  }

  private var titles: [String] { columns.map { TerminalText.escape($0.title) } }

  private func text(_ rows: [[String]], _ widths: [Int]) -> String {
    var result = ""
    for row in rows {
      var line = ""
      // Spaces are written before the next text alone: behind the last one there would be hundreds to take away again.
      var gap = 0
      for (index, cell) in row.enumerated() {
        let shown = DisplayWidth.clipped(cell, to: widths[index])
        let padding = widths[index] - DisplayWidth.of(shown)
        if columns[index].alignment == .right { gap += padding }
        if !shown.isEmpty {
          line += String(repeating: " ", count: gap) + shown
          gap = 0
        }
        gap += (columns[index].alignment == .left ? padding : 0) + 2
      }
      while line.unicodeScalars.last == " " { line.unicodeScalars.removeLast() }
      result += line + "\n"
    }
    return result
  }

  /// Takes columns from whichever left-aligned one is widest, until a line fits or all are ten wide.
  private static func shrink(_ widths: inout [Int], columns: [Column], to limit: Int) {
    let candidates = columns.indices.filter { columns[$0].alignment == .left }
    let excess = widths.reduce(0, +) + 2 * max(0, widths.count - 1) - limit
    for _ in 0..<max(0, excess) {
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }), widths[widest] > 10 else { return }
      widths[widest] -= 1
    }
  }
}
