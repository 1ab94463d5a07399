/// A place in a map while it is being computed: two coordinates, or three and a zero.
///
/// Functions over places are generic and run on the two types below, for each of which the compiler writes them out.
protocol MapPoint: SIMD, Sendable, SendableMetatype where Scalar == Float {
  /// What keeps points apart in a map by t-SNE.
  associatedtype Repulsion: TSNERepulsion where Repulsion.Point == Self

  /// The number of coordinates that count.
  static var dimensions: Int { get }
}

extension SIMD2<Float>: MapPoint {
  typealias Repulsion = GridRepulsion

  static var dimensions: Int { 2 }
}

extension SIMD4<Float>: MapPoint {
  typealias Repulsion = TreeRepulsion

  static var dimensions: Int { 3 }
}

extension MapPoint {
  /// The places whose coordinates lie in `values`, place after place.
  static func points(_ values: [Float]) -> [Self] {
    (0..<(values.count / dimensions)).map { index in
      var point = Self()
      for axis in 0..<dimensions { point[axis] = values[index * dimensions + axis] }
      return point
    }
  }

  /// The coordinates of `points`, place after place.
  static func values(_ points: [Self]) -> [Float] {
    points.flatMap { point in (0..<dimensions).map { point[$0] } }
  }
}
