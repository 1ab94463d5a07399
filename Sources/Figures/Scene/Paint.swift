/// What a primitive is painted with: a role, from which the theme makes a colour, and how much it covers.
public struct Paint: Sendable, Hashable {
  /// The role.
  public var ink: Ink
  /// From 0, invisible, to 1.
  public var opacity: Double

  /// The paint of a role.
  public init(_ ink: Ink, opacity: Double = 1) {
    self.ink = ink
    self.opacity = opacity
  }
}

/// A role that a theme gives a colour to.
public enum Ink: Sendable, Hashable {
  /// Behind everything.
  case background
  /// Titles and what is read first.
  case text
  /// Axis labels, tick labels, notes.
  case mutedText
  /// Axis lines, frames and ticks.
  case axis
  /// Grid lines.
  case grid
  /// References and guides inside a panel.
  case neutral
  /// The series with this number, from 0.
  case series(Int)
  /// A colour that stands for a value, the same in every theme.
  case fixed(RGB)
}

/// How a line is drawn.
public struct Stroke: Sendable, Hashable {
  /// Its paint.
  public var paint: Paint
  /// Its width in pixels.
  public var width: Double
  /// Lengths of dashes and gaps in turn, in pixels; empty for a solid line.
  public var dashes: [Double]

  /// A stroke.
  public init(_ paint: Paint, width: Double, dashes: [Double] = []) {
    self.paint = paint
    self.width = width
    self.dashes = dashes
  }
}

/// A marker: a dot, or a square.
public struct Marker: Sendable, Hashable {
  /// Its diameter in pixels.
  public var diameter: Double
  /// Its paint.
  public var paint: Paint
  /// Whether it is a square, whose side is the diameter.
  public var isSquare: Bool

  /// A marker.
  public init(diameter: Double, paint: Paint, isSquare: Bool = false) {
    self.diameter = diameter
    self.paint = paint
    self.isSquare = isSquare
  }
}
