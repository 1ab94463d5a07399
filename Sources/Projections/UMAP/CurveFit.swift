#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The two numbers of the curve 1 / (1 + a·d^2b) that says how close points at distance d in the map are.
///
/// Fitted as umap-learn does, by least squares at 300 places from 0 to 3·spread, to 1 up to the least distance and
/// exp(−(d − least) / spread) beyond.
struct CurveFit: Sendable, Equatable {
  var a: Double
  var b: Double

  /// The curve for points that come as close as `minimumDistance`.
  init(minimumDistance: Double, spread: Double = 1) {
    let places = (0..<300).map { 3 * spread * Double($0) / 299 }
    let wanted = places.map { $0 < minimumDistance ? 1 : exp(-($0 - minimumDistance) / spread) }
    self.init(a: 1, b: 1)
    var damping = 1e-3
    var error = squaredError(places, wanted)
    // Levenberg and Marquardt's method: Newton's for sums of squares, damped while a step makes things worse.
    for _ in 0..<200 {
      let next = step(places, wanted, damping: damping)
      let nextError = next.squaredError(places, wanted)
      if next.a > 0, next.b > 0, nextError < error {
        let gain = error - nextError
        (self, error, damping) = (next, nextError, damping / 10)
        if gain < 1e-16 * error { break }
      } else {
        damping *= 10
        if damping > 1e12 { break }
      }
    }
  }

  private init(a: Double, b: Double) {
    self.a = a
    self.b = b
  }

  private func value(_ distance: Double) -> Double { 1 / (1 + a * pow(distance, 2 * b)) }

  private func squaredError(_ places: [Double], _ wanted: [Double]) -> Double {
    zip(places, wanted).reduce(0) { sum, point in
      let difference = value(point.0) - point.1
      return sum + difference * difference
    }
  }

  private func step(_ places: [Double], _ wanted: [Double], damping: Double) -> CurveFit {
    var (aa, ab, bb, ga, gb) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for (place, goal) in zip(places, wanted) where place > 0 {
      let power = pow(place, 2 * b)
      let height = value(place)
      let slopeA = -power * height * height
      let slopeB = -a * 2 * log(place) * power * height * height
      let difference = goal - height
      aa += slopeA * slopeA
      ab += slopeA * slopeB
      bb += slopeB * slopeB
      ga += slopeA * difference
      gb += slopeB * difference
    }
    (aa, bb) = (aa * (1 + damping), bb * (1 + damping))
    let determinant = aa * bb - ab * ab
    guard determinant != 0 else { return self }
    return CurveFit(a: a + (ga * bb - gb * ab) / determinant, b: b + (gb * aa - ga * ab) / determinant)
  }
}
