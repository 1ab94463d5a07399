/// A file format for figures, called as file names end.
public enum FigureFormat: String, Sendable, Codable, CaseIterable {
  /// Scalable, with text as text, light and dark in one file.
  case svg
  /// Pixels.
  case png
  /// Scalable, for print.
  case pdf
}
