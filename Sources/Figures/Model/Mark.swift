/// One layer of a panel; each kind has a type and a file of its own.
public enum Mark: Sendable, Equatable {
  /// Bars from zero.
  case bars(BarsMark)
  /// A line through points.
  case line(LineMark)
  /// A histogram's outline.
  case steps(StepsMark)
  /// A cloud of points.
  case points(PointsMark)
  /// A grid of numbers as colours.
  case image(ImageMark)
  /// A straight line at one value of an axis.
  case rule(RuleMark)
  /// A few words at a place.
  case text(TextMark)
  /// Names of points, as many as fit without lying upon each other.
  case labels(LabelsMark)
}

/// The colour of a mark, by what it means: the theme chooses the shade.
public enum MarkColor: Sendable, Hashable {
  /// The colour of the series with this number, from 0: one model, one number, in every figure.
  case series(Int)
  /// A quiet grey, for references and guides.
  case neutral
  /// A colour of the sequential map that stands for a value, from 0 to 1: the same in every theme.
  case sequential(Double)
  /// The colour of a map that stands for a value, from 0 to 1.
  case mapped(Double, ColorMap)
}
