/// A few words inside a panel, kept within its frame.
public struct TextMark: Sendable, Equatable {
  /// Where the words stand.
  public enum Place: Sendable, Equatable {
    /// In the upper left corner.
    case topLeading
    /// In the upper right corner.
    case topTrailing
    /// In the lower left corner.
    case bottomLeading
    /// In the lower right corner.
    case bottomTrailing
    /// Above the point (x, y), in the axes' units.
    case above(x: Double, y: Double)
  }

  /// The words.
  public var text: String
  /// Where they stand.
  public var place: Place
  /// Their colour.
  public var color: MarkColor

  /// The words `text` at `place`.
  public init(_ text: String, at place: Place, color: MarkColor = .neutral) {
    self.text = text
    self.place = place
    self.color = color
  }
}
