/// A line of text at a place.
public struct TextRun: Sendable, Equatable {
  /// Which end of the text stands at the place.
  public enum Anchor: Sendable, Equatable {
    /// The text begins there.
    case start
    /// The text is centred there.
    case middle
    /// The text ends there.
    case end
  }

  /// The text; nothing in it is hidden.
  public var text: String
  /// Where the anchor stands, on the baseline.
  public var position: Point
  /// Its font's size and weight.
  public var style: TextStyle
  /// Which end stands at the position.
  public var anchor: Anchor
  /// Whether it runs upwards.
  public var isVertical: Bool
  /// Its paint.
  public var ink: Ink
}

/// A font's size and weight; the family is the same in every figure: see ``FontFamilies``.
public struct TextStyle: Sendable, Hashable {
  /// The size in pixels.
  public var size: Double
  /// Whether it is bold.
  public var isBold: Bool

  /// A text style.
  public init(size: Double, isBold: Bool = false) {
    self.size = size
    self.isBold = isBold
  }
}

/// The font families of every figure, in the order they are tried.
public enum FontFamilies {
  /// DejaVu Sans, then its near relatives, then families for the scripts it lacks.
  ///
  /// No emoji font: every system finds its own, and where Pango or librsvg see one named, it takes the digits too.
  public static let names = [
    "DejaVu Sans", "Verdana", "Noto Sans", "Noto Sans CJK SC", "Noto Sans CJK JP", "Droid Sans Fallback",
    "sans-serif",
  ]

  /// `family` before the others.
  package static func names(_ family: String?) -> [String] { (family.map { [$0] } ?? []) + names }
}
