import Studies

/// One section of a report before anything is drawn: readable text, figures, tables.
struct ReportPart: Sendable {
  /// A text file beside the tables.
  struct TextFile: Sendable {
    var name: String
    var text: String
  }

  /// The anchor.
  var id: String
  var title: String
  /// HTML before the figures.
  var before: String
  var figures: [NamedFigure] = []
  var tables: [Table] = []
  var texts: [TextFile] = []
  /// HTML after the figures.
  var after = ""
  /// The row that was compared, where this part compares one.
  var index: Int?
}
