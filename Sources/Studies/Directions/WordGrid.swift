import Figures

/// A table of numbers from -1 to 1 as a heat map with the numbers in its cells.
enum WordGrid {
  /// More cells than this have no room for numbers.
  private static let mostLabelled = 12

  /// Rows from top to bottom, columns from left to right; what lies beyond ±`bound` takes the end's colour.
  static func figure(
    _ title: String, subtitle: String, rows: [String], columns: [String], values: [[Double]], bound: Double,
    notes: [String]
  ) -> Figure {
    let image = ImageMark(
      columnCount: columns.count, rowCount: rows.count, values: values.flatMap { $0.map(Float.init) },
      xRange: -0.5...Double(columns.count) - 0.5, yRange: -0.5...Double(rows.count) - 0.5, limits: -bound...bound,
      label: "Cosine similarity", valueDigits: max(rows.count, columns.count) <= mostLabelled ? 2 : nil)
    let panel = Panel(x: Axis(ticks: .categories(columns)), y: Axis(ticks: .categories(rows)), marks: [.image(image)])
    let width = min(1400, max(520, 260 + 62 * Double(columns.count)))
    return Figure(
      title, subtitle: subtitle, panels: [[panel]], notes: notes,
      size: Size(width: width, height: min(1400, max(320, 150 + 40 * Double(rows.count)))))
  }
}
