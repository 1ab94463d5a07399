/// Names of points, as many as find room without lying upon each other.
public struct LabelsMark: Sendable, Equatable {
  /// The points' horizontal values.
  public var x: [Double]
  /// The points' vertical values.
  public var y: [Double]
  /// The points' names, the most important first: it gets its place first.
  public var texts: [String]
  /// The most names to write.
  public var limit: Int

  /// The names `texts` of the points (x, y); the longest of the three is cut.
  public init(x: [Double], y: [Double], texts: [String], limit: Int = .max) {
    self.x = x
    self.y = y
    self.texts = texts
    self.limit = limit
  }
}
