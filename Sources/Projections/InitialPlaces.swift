import Tensors

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Where the points of a map stand before the first step.
enum InitialPlaces {
  /// Normally distributed numbers with mean 0 and deviation 1 (Box and Muller 1958).
  static func normal(count: Int, seed: UInt64) -> [Float] {
    var random = SeededRandom(seed: seed)
    var values: [Float] = []
    values.reserveCapacity(count + 1)
    while values.count < count {
      // From (0, 1], so that the logarithm is finite.
      let uniform = (Double(random.next() >> 11) + 1) * 0x1p-53
      let angle = 2 * Double.pi * Double(random.next() >> 11) * 0x1p-53
      let radius = (-2 * log(uniform)).squareRoot()
      values.append(Float(radius * cos(angle)))
      values.append(Float(radius * sin(angle)))
    }
    return Array(values.prefix(count))
  }

  /// `coordinates` scaled as openTSNE does: a deviation of 0.0001 along the first axis, and a hundredth of that as noise,
  /// which parts points that lie upon each other.
  static func forTSNE(_ coordinates: [Float], dimensions: Int, seed: UInt64) -> [Float] {
    let noise = normal(count: coordinates.count, seed: seed)
    let deviation = spread(stride(from: 0, to: coordinates.count, by: dimensions).map { coordinates[$0] })
    guard deviation > 0, deviation.isFinite else { return noise.map { $0 * 1e-4 } }
    return zip(coordinates, noise).map { Float(Double($0) / deviation * 1e-4) + $1 * 1e-6 }
  }

  /// `coordinates` scaled as umap-learn does: noise of 1/100,000 of the largest coordinate, then each axis from 0 to 10.
  static func forUMAP(_ coordinates: [Float], dimensions: Int, seed: UInt64) -> [Float] {
    let noise = normal(count: coordinates.count, seed: seed)
    let largest = coordinates.reduce(Float(0)) { max($0, $1.magnitude) }
    let scale = largest > 0 && largest.isFinite ? 10 / largest : 0
    var values = zip(coordinates, noise).map { $0 * scale + $1 * 1e-4 }
    for axis in 0..<dimensions {
      let places = stride(from: axis, to: values.count, by: dimensions)
      let lowest = places.reduce(Float.infinity) { min($0, values[$1]) }
      let highest = places.reduce(-Float.infinity) { max($0, values[$1]) }
      let factor = highest > lowest ? 10 / (highest - lowest) : 0
      for place in places { values[place] = (values[place] - lowest) * factor }
    }
    return values
  }

  /// The standard deviation of `values`.
  private static func spread(_ values: [Float]) -> Double {
    let mean = values.reduce(0.0) { $0 + Double($1) } / Double(max(values.count, 1))
    let squares = values.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    return (squares / Double(max(values.count, 1))).squareRoot()
  }
}
