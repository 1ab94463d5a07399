import Tensors
import Work

/// The sum of a kernel over everything that lies on a grid, at every grid point: a convolution by Fourier transforms.
///
/// The kernel is even along both axes, and zero padding keeps the ends of the grid from seeing each other. Transforms run
/// along one axis after the other, on all cores; each writes memory of its own, so that the bits do not depend on the
/// order they run in.
struct GridConvolution {
  /// Grid points along either axis, row after row; the second is a multiple of 16.
  let counts: SIMD2<Int>
  private let kernel: KernelTransform
  /// The transform along the first axis of what lies on the grid: [kernel.paddedHalf, counts[1]].
  private var real: [Float]
  private var imaginary: [Float]

  /// A convolution over a grid of at least `counts` points with a kernel of the squared distance in grid steps.
  ///
  /// What is put on the grid and read from it goes through ``CubicSpline``: the kernel is made sharper by as much as
  /// the two splines blur it.
  init(counts: SIMD2<Int>, kernel: @Sendable (Float) -> Float) {
    self.counts = Self.padded(counts)
    self.kernel = KernelTransform(lengths: Self.lengths(for: self.counts), of: kernel)
    let size = self.kernel.paddedHalf * self.counts.y
    real = [Float](repeating: 0, count: size)
    imaginary = [Float](repeating: 0, count: size)
  }

  /// Whether this is a convolution over a grid for `counts` points.
  func fits(_ counts: SIMD2<Int>) -> Bool { self.counts == Self.padded(counts) }

  private static func padded(_ counts: SIMD2<Int>) -> SIMD2<Int> { SIMD2(counts.x, (counts.y + 15) & ~15) }

  private static func lengths(for counts: SIMD2<Int>) -> SIMD2<Int> {
    SIMD2(FourierTransform.length(atLeast: 2 * counts.x), FourierTransform.length(atLeast: 2 * counts.y))
  }

  /// Puts the kernel's sums over `values` in their place: [counts[0], counts[1]].
  mutating func apply(to values: inout [Float]) {
    precondition(values.count == counts.x * counts.y, "\(values.count) values on a grid of \(counts)")
    real.withUnsafeMutableBufferPointer { real in
      imaginary.withUnsafeMutableBufferPointer { imaginary in
        values.withUnsafeMutableBufferPointer { values in
          kernel.values.withUnsafeBufferPointer { factors in
            guard let real = real.baseAddress, let imaginary = imaginary.baseAddress, let values = values.baseAddress,
              let factors = factors.baseAddress
            else { return }
            Passes(
              counts: counts, kernel: kernel, values: values, real: real, imaginary: imaginary, factors: factors
            ).run()
          }
        }
      }
    }
  }
}

/// The three passes of one convolution over memory that ``GridConvolution`` holds.
// SAFETY: the pointers are valid while `apply` runs. In each pass every round touches elements of its own: two blocks of
// eight neighbouring columns (first and last pass), eight rows (second). All indices stay below the sizes that
// `GridConvolution.init` allocates.
private struct Passes: @unchecked Sendable {
  typealias Lanes = ComplexLanes.Lanes

  let counts: SIMD2<Int>
  let kernel: KernelTransform
  let values: UnsafeMutablePointer<Float>
  let real: UnsafeMutablePointer<Float>
  let imaginary: UnsafeMutablePointer<Float>
  let factors: UnsafePointer<Float>

  private var width: Int { ComplexLanes.width }
  private var columns: Int { counts.y }

  func run() {
    ParallelLoop.run(columns / 2 / width) { firstAxis(columns: $0 * width) }
    ParallelLoop.run(kernel.paddedHalf / width) { secondAxis(rows: $0 * width) }
    ParallelLoop.run(columns / 2 / width) { backAlongFirstAxis(columns: $0 * width) }
  }

  private func lanes(_ pointer: UnsafeMutablePointer<Float>, _ index: Int) -> Lanes {
    UnsafeRawPointer(pointer + index).loadUnaligned(as: Lanes.self)
  }

  private func store(_ lanes: Lanes, _ pointer: UnsafeMutablePointer<Float>, _ index: Int) {
    UnsafeMutableRawPointer(pointer + index).storeBytes(of: lanes, as: Lanes.self)
  }

  /// Two real columns are transformed as the parts of one complex one, and told apart by their symmetry.
  private func firstAxis(columns column: Int) {
    let other = column + columns / 2
    let length = kernel.lengths.x
    ComplexLanes.withScratch(length: length) { buffer, work in
      for index in 0..<counts.x {
        buffer.real[index] = lanes(values, index * columns + column)
        buffer.imaginary[index] = lanes(values, index * columns + other)
      }
      let result = kernel.transforms.first.forward(buffer, work: work)
      for index in 0..<kernel.halves.x {
        let mirror = index == 0 ? 0 : length - index
        let (r, i) = (result.real[index], result.imaginary[index])
        let (mr, mi) = (result.real[mirror], result.imaginary[mirror])
        store(r + mr, real, index * columns + column)
        store(i - mi, imaginary, index * columns + column)
        store(i + mi, real, index * columns + other)
        store(mr - r, imaginary, index * columns + other)
      }
    }
  }

  private func backAlongFirstAxis(columns column: Int) {
    let other = column + columns / 2
    let length = kernel.lengths.x
    ComplexLanes.withScratch(length: length) { buffer, work in
      for index in 0..<kernel.halves.x {
        let mirror = index == 0 ? 0 : length - index
        let (r, i) = (lanes(real, index * columns + column), lanes(imaginary, index * columns + column))
        let (otherR, otherI) = (lanes(real, index * columns + other), lanes(imaginary, index * columns + other))
        buffer.real[mirror] = r + otherI
        buffer.imaginary[mirror] = otherR - i
        buffer.real[index] = r - otherI
        buffer.imaginary[index] = i + otherR
      }
      let result = kernel.transforms.first.forward(buffer.exchanged, work: work.exchanged).exchanged
      for index in 0..<counts.x {
        store(result.real[index], values, index * columns + column)
        store(result.imaginary[index], values, index * columns + other)
      }
    }
  }

  /// There, times the kernel, and back: eight rows at a time.
  private func secondAxis(rows first: Int) {
    let length = kernel.lengths.y
    ComplexLanes.withScratch(length: length) { buffer, work in
      turn(from: first * columns, into: buffer)
      let there = kernel.transforms.second.forward(buffer, work: work)
      for index in 0..<length {
        let mirrored = min(index, length - index)
        let factor = UnsafeRawPointer(factors + (mirrored * kernel.paddedHalf + first)).loadUnaligned(as: Lanes.self)
        there.real[index] *= factor
        there.imaginary[index] *= factor
      }
      let room = there.real == buffer.real ? work : buffer
      let back = kernel.transforms.second.forward(there.exchanged, work: room.exchanged).exchanged
      turn(back, to: first * columns)
    }
  }

  /// Reads eight rows as columns.
  private func turn(from start: Int, into buffer: ComplexLanes) {
    // SAFETY: a vector of eight floats is eight floats in memory.
    let realTarget = UnsafeMutableRawPointer(buffer.real).assumingMemoryBound(to: Float.self)
    let imaginaryTarget = UnsafeMutableRawPointer(buffer.imaginary).assumingMemoryBound(to: Float.self)
    for lane in 0..<width {
      let from = start + lane * columns
      for index in 0..<columns {
        realTarget[index &* width &+ lane] = real[from &+ index]
        imaginaryTarget[index &* width &+ lane] = imaginary[from &+ index]
      }
    }
  }

  private func turn(_ buffer: ComplexLanes, to start: Int) {
    // SAFETY: as above.
    let realSource = UnsafeMutableRawPointer(buffer.real).assumingMemoryBound(to: Float.self)
    let imaginarySource = UnsafeMutableRawPointer(buffer.imaginary).assumingMemoryBound(to: Float.self)
    for lane in 0..<width {
      let to = start + lane * columns
      for index in 0..<columns {
        real[to &+ index] = realSource[index &* width &+ lane]
        imaginary[to &+ index] = imaginarySource[index &* width &+ lane]
      }
    }
  }
}
