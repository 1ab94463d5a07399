/// Names of points: as many as find room without lying upon each other, or all of them.
public struct LabelsMark: Sendable, Equatable {
  /// The points' horizontal values.
  public var x: [Double]
  /// The points' vertical values.
  public var y: [Double]
  /// The points' names, the most important first: it gets its place first.
  public var texts: [String]
  /// The most names to write.
  public var limit: Int
  /// Whether every name is written, though it may lie upon others: they were asked for one by one.
  public var areAllDrawn: Bool

  /// The names `texts` of the points (x, y); the longest of the three is cut.
  public init(x: [Double], y: [Double], texts: [String], limit: Int = .max, areAllDrawn: Bool = false) {
    self.x = x
    self.y = y
    self.texts = texts
    self.limit = limit
    self.areAllDrawn = areAllDrawn
  }
}
