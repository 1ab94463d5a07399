/// One axis of a panel: its name, what part of the numbers it shows, and its ticks.
public struct Axis: Sendable, Equatable {
  /// What the numbers are, with the unit.
  public var label: String?
  /// The numbers shown, from end to end; `nil` takes them from the marks, with a little room around.
  public var domain: ClosedRange<Double>?
  /// Where the axis starts when ``domain`` is `nil`, whatever the marks say: 0 for a variance.
  public var startsAt: Double?
  /// Which ticks the axis gets.
  public var ticks: Ticks
  /// Whether the numbers run the other way: right to left, top to bottom.
  public var isReversed: Bool
  /// Whether equal factors are equal lengths; numbers of 0 and below then have no place.
  public var isLogarithmic = false
  /// Whether ``domain`` ends where it says, though a bar that stands there would be cut in half.
  var isExact = false

  /// Which ticks an axis gets.
  public enum Ticks: Sendable, Equatable {
    /// Round numbers, as many as there is room for.
    case automatic
    /// Round numbers without fractions.
    case integers
    /// No ticks and no tick labels.
    case none
    /// One name for each of 0, 1, 2, …; the axis runs from −0.5 to count − 0.5, on the vertical axis from top to bottom.
    case categories([String])
  }

  /// An axis called `label`.
  public init(
    _ label: String? = nil, domain: ClosedRange<Double>? = nil, startsAt: Double? = nil, ticks: Ticks = .automatic,
    isReversed: Bool = false
  ) {
    self.label = label
    self.domain = domain
    self.startsAt = startsAt
    self.ticks = ticks
    self.isReversed = isReversed
  }
}
