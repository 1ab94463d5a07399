import Tensors

/// What keeps the points of a t-SNE map apart, computed over a grid.
///
/// The forces are the slope of a potential: Σⱼ (yᵢ − yⱼ) / (1 + d²)² = −½ ∇ Σⱼ 1 / (1 + d²). The potential is a sum of
/// one kernel over all points, and so a convolution on a grid that the points are spread to and read from by cubic
/// splines. FIt-SNE (Linderman et al. 2019) convolves three charges with a kernel; the slope of one is enough.
struct GridRepulsion<Point: MapPoint> {
  /// The distance of grid points in the map: less than half of the kernel's width at half its height while the map is small.
  private static var finestStep: Float { 0.4 }
  private static var fewestSteps: Float { 48 }
  /// Where a map is wider than this many steps, the steps are made larger: memory has an end.
  private static var mostSteps: Float { Point.dimensions == 2 ? 1400 : 120 }

  /// Below this width, the potential is counted from its value at distance 0: else all of it would be that value, and
  /// its slope lost in rounding.
  private static var smallExtent: Float { 1 }

  private var convolution: GridConvolution?
  private var isSmall = false
  private var step: Float = 0
  private var field: [Float] = []

  /// Writes to `forces` what pushes each point, and returns the sum of 1 / (1 + d²) over all ordered pairs.
  ///
  /// - Precondition: `box` holds all points, and both pointers have `count` elements.
  mutating func apply(
    to points: UnsafePointer<Point>, count: Int, box: (lower: Point, upper: Point),
    forces: UnsafeMutablePointer<Point>
  ) -> Double {
    prepare(for: box)
    guard var convolution else { return 0 }
    let grid = Grid(counts: convolution.counts, lower: box.lower, step: step)
    field.withUnsafeMutableBufferPointer { field in
      guard let field = field.baseAddress else { return }
      field.update(repeating: 0, count: convolution.counts[0] * convolution.counts[1] * convolution.counts[2])
      // SAFETY: `Grid.place` keeps every spline within the grid.
      for index in 0..<count { grid.spread(points[index], to: field) }
    }
    self.convolution = nil
    convolution.apply(to: &field)
    self.convolution = convolution
    let blockSize = 1024
    return field.withUnsafeBufferPointer { field in
      guard let base = field.baseAddress else { return 0 }
      // SAFETY: all rounds read; each writes the forces of its own points.
      nonisolated(unsafe) let (points, field, forces) = (points, base, forces)
      let sums = ParallelLoop.map((count + blockSize - 1) / blockSize) { block in
        var sum = 0.0
        for index in block * blockSize..<min((block + 1) * blockSize, count) {
          let (potential, force) = grid.read(points[index], from: field)
          forces[index] = force
          sum += Double(potential)
        }
        return sum
      }
      let pairs = Double(count) * Double(count)
      // Each point's own 1 is no pair.
      return max(sums.reduce(isSmall ? pairs : 0, +) - Double(count), .leastNormalMagnitude)
    }
  }

  /// Makes the grid fit `box`; the kernel is transformed anew only when the grid's step or size has changed.
  private mutating func prepare(for box: (lower: Point, upper: Point)) {
    let extents = box.upper - box.lower
    let extent = max(extents.max(), 1e-12)
    let step = max(min(Self.finestStep, extent / Self.fewestSteps), extent / Self.mostSteps)
    func points(_ axis: Int) -> Int { Int(max(extents[axis], 0) / step) + 5 }
    let counts = Point.dimensions == 2 ? SIMD3(points(0), 1, points(1)) : SIMD3(points(0), points(1), points(2))
    let isSmall = extent < Self.smallExtent
    if let convolution, step == self.step, isSmall == self.isSmall, convolution.fits(counts) { return }
    let scale = step * step
    let fresh = GridConvolution(counts: counts) { squared in
      isSmall ? -squared * scale / (1 + squared * scale) : 1 / (1 + squared * scale)
    }
    field = [Float](repeating: 0, count: fresh.counts[0] * fresh.counts[1] * fresh.counts[2])
    convolution = fresh
    self.step = step
    self.isSmall = isSmall
  }
}

/// How places in the map become places on the grid, which has a margin of one step below and two above.
private struct Grid<Point: MapPoint>: Sendable {
  let rows: Int
  let planes: Int
  let lower: Point
  let scale: Float

  init(counts: SIMD3<Int>, lower: Point, step: Float) {
    rows = counts[2]
    planes = counts[1] * counts[2]
    self.lower = lower
    scale = 1 / step
  }

  @inline(__always)
  private func place(_ point: Point) -> Point { (point - lower) * scale + 1 }

  // SAFETY of both: a spline's four points on each axis lie on the grid (see `GridRepulsion.prepare`), so the offsets lie
  // in the field.

  @inline(__always)
  func spread(_ point: Point, to field: UnsafeMutablePointer<Float>) {
    let place = place(point)
    let first = CubicSpline(at: place[0])
    let last = CubicSpline(at: place[Point.dimensions - 1])
    if Point.dimensions == 2 {
      for a in 0..<4 {
        Self.add(last.weights * first.weights[a], field + ((first.start &+ a) &* planes &+ last.start))
      }
    } else {
      let middle = CubicSpline(at: place[1])
      for a in 0..<4 {
        for b in 0..<4 {
          let offset = (first.start &+ a) &* planes &+ (middle.start &+ b) &* rows &+ last.start
          Self.add(last.weights * (first.weights[a] * middle.weights[b]), field + offset)
        }
      }
    }
  }

  @inline(__always)
  func read(_ point: Point, from field: UnsafePointer<Float>) -> (potential: Float, force: Point) {
    let place = place(point)
    let first = CubicSpline(at: place[0])
    let last = CubicSpline(at: place[Point.dimensions - 1])
    var (values, slopes, middleSlopes) = (SIMD4<Float>(), SIMD4<Float>(), SIMD4<Float>())
    if Point.dimensions == 2 {
      for a in 0..<4 {
        let row = Self.load(field + ((first.start &+ a) &* planes &+ last.start))
        values += row * first.weights[a]
        slopes += row * first.slopes[a]
      }
    } else {
      let middle = CubicSpline(at: place[1])
      for a in 0..<4 {
        var (sum, sumOfSlopes) = (SIMD4<Float>(), SIMD4<Float>())
        for b in 0..<4 {
          let row = Self.load(field + ((first.start &+ a) &* planes &+ (middle.start &+ b) &* rows &+ last.start))
          sum += row * middle.weights[b]
          sumOfSlopes += row * middle.slopes[b]
        }
        values += sum * first.weights[a]
        slopes += sum * first.slopes[a]
        middleSlopes += sumOfSlopes * first.weights[a]
      }
    }
    var force = Point()
    force[0] = (slopes * last.weights).sum()
    force[Point.dimensions - 1] = (values * last.slopes).sum()
    if Point.dimensions == 3 { force[1] = (middleSlopes * last.weights).sum() }
    return ((values * last.weights).sum(), force * (-0.5 * scale))
  }

  @inline(__always)
  private static func load(_ pointer: UnsafePointer<Float>) -> SIMD4<Float> {
    UnsafeRawPointer(pointer).loadUnaligned(as: SIMD4<Float>.self)
  }

  @inline(__always)
  private static func add(_ value: SIMD4<Float>, _ pointer: UnsafeMutablePointer<Float>) {
    let raw = UnsafeMutableRawPointer(pointer)
    raw.storeBytes(of: raw.loadUnaligned(as: SIMD4<Float>.self) + value, as: SIMD4<Float>.self)
  }
}
