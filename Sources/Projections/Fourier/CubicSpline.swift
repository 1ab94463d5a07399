/// The weights of the four grid points around a place: a cubic B-spline.
///
/// Particle-mesh methods use it so (Essmann et al. 1995).
struct CubicSpline {
  /// The first of the four grid points.
  var start: Int
  /// How much of the place each grid point gets: at least 0, together 1.
  var weights: SIMD4<Float>
  /// How fast the weights change along the axis, in grid steps.
  var slopes: SIMD4<Float>

  /// The spline around `place`, counted in grid steps from grid point 0; at least 1.
  @inline(__always)
  init(at place: Float) {
    let cell = place.rounded(.towardZero)
    start = Int(cell) &- 1
    let t = place - cell
    let r = 1 - t
    let (t2, r2) = (t * t, r * r)
    let sixth: Float = 1 / 6
    weights = SIMD4(
      r2 * r * sixth, (3 * t2 * t - 6 * t2 + 4) * sixth, (3 * r2 * r - 6 * r2 + 4) * sixth, t2 * t * sixth)
    slopes = SIMD4(-0.5 * r2, 1.5 * t2 - 2 * t, 2 * r - 1.5 * r2, 0.5 * t2)
  }

  /// What the place sees of itself on the grid: how much of it lies 0, 1, 2 and 3 grid points from each of its own points,
  /// to either side, and how fast that changes when the place that looks moves.
  var own: CubicSpline {
    @inline(__always) get {
      let (w, s) = (weights, slopes)
      return CubicSpline(
        start: 0,
        weights: SIMD4(
          (w * w).sum(), 2 * (w[0] * w[1] + w[1] * w[2] + w[2] * w[3]), 2 * (w[0] * w[2] + w[1] * w[3]),
          2 * w[0] * w[3]),
        slopes: SIMD4(
          (s * w).sum(), s[0] * w[1] + s[1] * (w[0] + w[2]) + s[2] * (w[1] + w[3]) + s[3] * w[2],
          s[0] * w[2] + s[2] * w[0] + s[1] * w[3] + s[3] * w[1], s[0] * w[3] + s[3] * w[0]))
    }
  }

  private init(start: Int, weights: SIMD4<Float>, slopes: SIMD4<Float>) {
    self.start = start
    self.weights = weights
    self.slopes = slopes
  }
}
