import Tensors
import Work

/// What keeps the points of a t-SNE map in the plane apart, computed over a grid.
///
/// The forces are the slope of a potential: Σⱼ (yᵢ − yⱼ) / (1 + d²)² = −½ ∇ Σⱼ 1 / (1 + d²). The potential is a sum of
/// one kernel over all points, and so a convolution on a grid that the points are spread to and read from by cubic
/// splines. FIt-SNE (Linderman et al. 2019) convolves three charges with a kernel; the slope of one is enough. What a point
/// sees of itself is taken away again: its slope is not quite zero, and would draw lonely points to the grid.
struct GridRepulsion: TSNERepulsion {
  typealias Point = SIMD2<Float>

  init() {}

  /// The distance of grid points in the map: less than half of the kernel's width at half its height while the map is small.
  private static var finestStep: Float { 0.4 }
  private static var fewestSteps: Float { 48 }
  /// Where a map is wider than this many steps, the steps are made larger: memory has an end.
  private static var mostSteps: Float { 1400 }

  /// Below this width, the potential is counted from its value at distance 0: else all of it would be that value, and
  /// its slope lost in rounding.
  private static var smallExtent: Float { 1 }

  private var convolution: GridConvolution?
  private var isSmall = false
  private var step: Float = 0
  private var field: [Float] = []
  /// The potential of a grid point at itself and at those up to three steps away along both axes: 4 × 4.
  private var ownPotential: [Float] = []

  mutating func apply(
    to points: UnsafePointer<Point>, count: Int, box: (lower: Point, upper: Point),
    forces: UnsafeMutablePointer<Point>
  ) -> Double {
    prepare(for: box)
    guard var convolution else { return 0 }
    let grid = Grid(counts: convolution.counts, lower: box.lower, step: step)
    field.withUnsafeMutableBufferPointer { field in
      guard let field = field.baseAddress else { return }
      field.update(repeating: 0, count: convolution.counts.x * convolution.counts.y)
      // SAFETY: `Grid.place` keeps every spline within the grid.
      for index in 0..<count { grid.spread(points[index], to: field) }
    }
    self.convolution = nil
    convolution.apply(to: &field)
    self.convolution = convolution
    let sum = read(grid, points, count, to: forces)
    // Where the potential is counted from its value at distance 0, each pair has that beside it.
    return max(isSmall ? sum + Double(count) * Double(count - 1) : sum, .leastNormalMagnitude)
  }

  /// Writes the forces, and returns the sum of the potentials of other points.
  private func read(
    _ grid: Grid, _ points: UnsafePointer<Point>, _ count: Int, to forces: UnsafeMutablePointer<Point>
  ) -> Double {
    let blockSize = 1024
    return field.withUnsafeBufferPointer { field in
      ownPotential.withUnsafeBufferPointer { own in
        guard let fieldStart = field.baseAddress, let ownStart = own.baseAddress else { return 0 }
        // SAFETY: all rounds read; each writes the forces of its own points.
        nonisolated(unsafe) let (points, field, own, forces) = (points, fieldStart, ownStart, forces)
        let sums = ParallelLoop.map((count + blockSize - 1) / blockSize) { block in
          var sum = 0.0
          for index in block * blockSize..<min((block + 1) * blockSize, count) {
            let (potential, force) = grid.read(points[index], from: field, without: own)
            forces[index] = force
            sum += Double(potential)
          }
          return sum
        }
        return sums.reduce(0, +)
      }
    }
  }

  /// Makes the grid fit `box`; the kernel is transformed anew only when the grid's step or size has changed.
  private mutating func prepare(for box: (lower: Point, upper: Point)) {
    let extents = box.upper - box.lower
    let extent = max(extents.max(), 1e-12)
    let step = max(min(Self.finestStep, extent / Self.fewestSteps), extent / Self.mostSteps)
    func points(_ axis: Int) -> Int { Int(max(extents[axis], 0) / step) + 5 }
    let counts = SIMD2(points(0), points(1))
    let isSmall = extent < Self.smallExtent
    if let convolution, step == self.step, isSmall == self.isSmall, convolution.fits(counts) { return }
    let scale = step * step
    var fresh = GridConvolution(counts: counts) { squared in
      isSmall ? -squared * scale / (1 + squared * scale) : 1 / (1 + squared * scale)
    }
    field = [Float](repeating: 0, count: fresh.counts.x * fresh.counts.y)
    field[0] = 1
    fresh.apply(to: &field)
    ownPotential = (0..<4).flatMap { row in (0..<4).map { column in field[row * fresh.counts.y + column] } }
    convolution = fresh
    self.step = step
    self.isSmall = isSmall
  }
}

/// How places in the map become places on the grid, which has a margin of one step below and two above.
private struct Grid: Sendable {
  typealias Point = SIMD2<Float>

  let columns: Int
  let lower: Point
  let scale: Float

  init(counts: SIMD2<Int>, lower: Point, step: Float) {
    columns = counts.y
    self.lower = lower
    scale = 1 / step
  }

  @inline(__always)
  private func place(_ point: Point) -> Point { (point - lower) * scale + 1 }

  // SAFETY of all: a spline's four points on each axis lie on the grid (see `GridRepulsion.prepare`), so the offsets lie
  // in the field; what a point sees of itself has 4 × 4 values.

  @inline(__always)
  func spread(_ point: Point, to field: UnsafeMutablePointer<Float>) {
    let place = place(point)
    let (first, last) = (CubicSpline(at: place.x), CubicSpline(at: place.y))
    for row in 0..<4 {
      Self.add(last.weights * first.weights[row], field + ((first.start &+ row) &* columns &+ last.start))
    }
  }

  /// The potential of the other points at `point`, and half of how steeply it falls.
  @inline(__always)
  func read(
    _ point: Point, from field: UnsafePointer<Float>, without own: UnsafePointer<Float>
  ) -> (potential: Float, force: Point) {
    let place = place(point)
    let (first, last) = (CubicSpline(at: place.x), CubicSpline(at: place.y))
    let all = Self.read(first, last, from: field, columns: columns)
    let alone = Self.read(first.own, last.own, from: own, columns: 4)
    return (all.potential - alone.potential, (all.slope - alone.slope) * (-0.5 * scale))
  }

  @inline(__always)
  private static func read(
    _ first: CubicSpline, _ last: CubicSpline, from field: UnsafePointer<Float>, columns: Int
  ) -> (potential: Float, slope: Point) {
    var (values, slopes) = (SIMD4<Float>(), SIMD4<Float>())
    for row in 0..<4 {
      let four = load(field + ((first.start &+ row) &* columns &+ last.start))
      values += four * first.weights[row]
      slopes += four * first.slopes[row]
    }
    return ((values * last.weights).sum(), Point((slopes * last.weights).sum(), (values * last.slopes).sum()))
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
