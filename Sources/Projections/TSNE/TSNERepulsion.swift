/// What keeps the points of a t-SNE map apart.
protocol TSNERepulsion {
  associatedtype Point: MapPoint

  init()

  /// Writes to `forces` what pushes each point, and returns the sum of 1 / (1 + d²) over all ordered pairs.
  ///
  /// - Precondition: `box` holds all points, and both pointers have `count` elements.
  mutating func apply(
    to points: UnsafePointer<Point>, count: Int, box: (lower: Point, upper: Point),
    forces: UnsafeMutablePointer<Point>
  ) -> Double
}
