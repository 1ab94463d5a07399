import Tensors

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The sum of a kernel over everything that lies on a grid, at every grid point: a convolution by Fourier transforms.
///
/// The grid has three axes; a plane is a grid whose middle axis has one point. The kernel is even along each axis, and
/// zero padding keeps the ends of the grid from seeing each other. Transforms run along one axis after another, on all
/// cores; each writes memory of its own, so that the bits do not depend on the order they run in.
struct GridConvolution {
  /// Grid points along each axis; the last is a multiple of 16.
  let counts: SIMD3<Int>
  private let lengths: SIMD3<Int>
  /// Half the transform's points along each axis and one: what an even kernel needs.
  private let halves: SIMD3<Int>
  /// `halves[0]`, made a multiple of eight.
  private let paddedHalf: Int
  private let transforms: [FourierTransform]
  /// The kernel's transform, real: [halves[2], halves[1], paddedHalf].
  private let kernel: [Float]
  /// The transform of what lies on the grid: [paddedHalf, lengths[1], counts[2]].
  private var real: [Float]
  private var imaginary: [Float]

  private static var width: Int { ComplexLanes.width }

  /// Whether a grid of `counts` points needs the transforms of this one.
  func fits(_ counts: SIMD3<Int>) -> Bool {
    self.counts == Self.padded(counts) && lengths == Self.lengths(for: self.counts)
  }

  private static func padded(_ counts: SIMD3<Int>) -> SIMD3<Int> {
    SIMD3(counts[0], counts[1], (counts[2] + 15) & ~15)
  }

  private static func lengths(for counts: SIMD3<Int>) -> SIMD3<Int> {
    SIMD3(
      FourierTransform.length(atLeast: 2 * counts[0]),
      counts[1] == 1 ? 1 : FourierTransform.length(atLeast: 2 * counts[1]),
      FourierTransform.length(atLeast: 2 * counts[2]))
  }

  /// A convolution over a grid of at least `counts` points with a kernel of the squared distance in grid steps.
  ///
  /// What is put on the grid and read from it goes through ``CubicSpline``: the kernel is made sharper by as much as
  /// the two splines blur it.
  init(counts: SIMD3<Int>, kernel: @Sendable (Float) -> Float) {
    let counts = Self.padded(counts)
    let lengths = Self.lengths(for: counts)
    let halves = SIMD3(lengths[0] / 2 + 1, lengths[1] / 2 + 1, lengths[2] / 2 + 1)
    self.counts = counts
    self.lengths = lengths
    self.halves = halves
    paddedHalf = (halves[0] + 7) & ~7
    transforms = (0..<3).map { FourierTransform(length: lengths[$0]) }
    let size = paddedHalf * lengths[1] * counts[2]
    real = [Float](repeating: 0, count: size)
    imaginary = [Float](repeating: 0, count: size)
    self.kernel = KernelTransform(lengths: lengths, halves: halves, paddedHalf: paddedHalf, transforms: transforms)
      .values(of: kernel)
  }

  /// Puts the kernel's sums over `values` in their place: [counts[0], counts[1], counts[2]].
  mutating func apply(to values: inout [Float]) {
    precondition(values.count == counts[0] * counts[1] * counts[2], "\(values.count) values on a grid of \(counts)")
    real.withUnsafeMutableBufferPointer { real in
      imaginary.withUnsafeMutableBufferPointer { imaginary in
        values.withUnsafeMutableBufferPointer { values in
          kernel.withUnsafeBufferPointer { kernel in
            guard let real = real.baseAddress, let imaginary = imaginary.baseAddress, let values = values.baseAddress,
              let kernel = kernel.baseAddress
            else { return }
            let passes = Passes(
              counts: counts, lengths: lengths, halves: halves, paddedHalf: paddedHalf, transforms: transforms,
              values: values, real: real, imaginary: imaginary, kernel: kernel)
            passes.run()
          }
        }
      }
    }
  }
}

/// The five passes of one convolution over memory that ``GridConvolution`` holds.
// SAFETY: the pointers are valid while `apply` runs. In each pass every round touches elements of its own: blocks of
// eight neighbouring columns (first and last pass), of eight places of the last axis in one plane (second and fourth), of
// eight planes at one place of the middle axis (third). All indices stay below the sizes that `GridConvolution.init`
// allocates.
private struct Passes: @unchecked Sendable {
  typealias Lanes = ComplexLanes.Lanes

  let counts: SIMD3<Int>
  let lengths: SIMD3<Int>
  let halves: SIMD3<Int>
  let paddedHalf: Int
  let transforms: [FourierTransform]
  let values: UnsafeMutablePointer<Float>
  let real: UnsafeMutablePointer<Float>
  let imaginary: UnsafeMutablePointer<Float>
  let kernel: UnsafePointer<Float>

  private var width: Int { ComplexLanes.width }
  /// How many columns the values have along the first axis.
  private var columns: Int { counts[1] * counts[2] }
  /// How far planes of the transform lie apart.
  private var plane: Int { lengths[1] * counts[2] }

  func run() {
    ParallelLoop.run(columns / 2 / width) { firstAxis(columns: $0 * width) }
    if lengths[1] > 1 { ParallelLoop.run(halves[0]) { middleAxis(plane: $0, backward: false) } }
    let blocks = paddedHalf / width
    ParallelLoop.run(blocks * lengths[1]) { lastAxis(planes: $0 % blocks * width, middle: $0 / blocks) }
    if lengths[1] > 1 { ParallelLoop.run(halves[0]) { middleAxis(plane: $0, backward: true) } }
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
    let length = lengths[0]
    ComplexLanes.withScratch(length: length) { buffer, work in
      for index in 0..<counts[0] {
        buffer.real[index] = lanes(values, index * columns + column)
        buffer.imaginary[index] = lanes(values, index * columns + other)
      }
      let result = transforms[0].forward(buffer, work: work)
      for index in 0..<halves[0] {
        let mirror = index == 0 ? 0 : length - index
        let (r, i) = (result.real[index], result.imaginary[index])
        let (mr, mi) = (result.real[mirror], result.imaginary[mirror])
        store(r + mr, real, index * plane + column)
        store(i - mi, imaginary, index * plane + column)
        store(i + mi, real, index * plane + other)
        store(mr - r, imaginary, index * plane + other)
      }
    }
  }

  private func backAlongFirstAxis(columns column: Int) {
    let other = column + columns / 2
    let length = lengths[0]
    ComplexLanes.withScratch(length: length) { buffer, work in
      for index in 0..<halves[0] {
        let mirror = index == 0 ? 0 : length - index
        let (r, i) = (lanes(real, index * plane + column), lanes(imaginary, index * plane + column))
        let (otherR, otherI) = (lanes(real, index * plane + other), lanes(imaginary, index * plane + other))
        buffer.real[mirror] = r + otherI
        buffer.imaginary[mirror] = otherR - i
        buffer.real[index] = r - otherI
        buffer.imaginary[index] = i + otherR
      }
      let result = transforms[0].forward(buffer.exchanged, work: work.exchanged).exchanged
      for index in 0..<counts[0] {
        store(result.real[index], values, index * columns + column)
        store(result.imaginary[index], values, index * columns + other)
      }
    }
  }

  private func middleAxis(plane index: Int, backward: Bool) {
    let length = lengths[1]
    ComplexLanes.withScratch(length: length) { buffer, work in
      for column in stride(from: 0, to: counts[2], by: width) {
        let start = index * plane + column
        let filled = backward ? length : counts[1]
        for row in 0..<filled {
          buffer.real[row] = lanes(real, start + row * counts[2])
          buffer.imaginary[row] = lanes(imaginary, start + row * counts[2])
        }
        for row in filled..<length {
          buffer.real[row] = Lanes()
          buffer.imaginary[row] = Lanes()
        }
        let result =
          backward
          ? transforms[1].forward(buffer.exchanged, work: work.exchanged).exchanged
          : transforms[1].forward(buffer, work: work)
        for row in 0..<(backward ? counts[1] : length) {
          store(result.real[row], real, start + row * counts[2])
          store(result.imaginary[row], imaginary, start + row * counts[2])
        }
      }
    }
  }

  /// There, times the kernel, and back: eight planes at a time.
  private func lastAxis(planes first: Int, middle: Int) {
    let length = lengths[2]
    ComplexLanes.withScratch(length: length) { buffer, work in
      let start = first * plane + middle * counts[2]
      turn(from: start, into: buffer)
      let there = transforms[2].forward(buffer, work: work)
      let row = min(middle, lengths[1] - middle) * paddedHalf + first
      for index in 0..<length {
        let mirrored = min(index, length - index)
        let factor = UnsafeRawPointer(kernel + (mirrored * halves[1] * paddedHalf + row)).loadUnaligned(as: Lanes.self)
        there.real[index] *= factor
        there.imaginary[index] *= factor
      }
      let room = there.real == buffer.real ? work : buffer
      let back = transforms[2].forward(there.exchanged, work: room.exchanged).exchanged
      turn(back, to: start)
    }
  }

  /// Reads eight planes' runs along the last axis, as columns.
  private func turn(from start: Int, into buffer: ComplexLanes) {
    // SAFETY: a vector of eight floats is eight floats in memory.
    let realTarget = UnsafeMutableRawPointer(buffer.real).assumingMemoryBound(to: Float.self)
    let imaginaryTarget = UnsafeMutableRawPointer(buffer.imaginary).assumingMemoryBound(to: Float.self)
    for lane in 0..<width {
      let from = start + lane * plane
      for index in 0..<counts[2] {
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
      let to = start + lane * plane
      for index in 0..<counts[2] {
        real[to &+ index] = realSource[index &* width &+ lane]
        imaginary[to &+ index] = imaginarySource[index &* width &+ lane]
      }
    }
  }
}

/// The transform of a kernel that is even along each axis, divided by what two splines do to it.
private struct KernelTransform {
  typealias Lanes = ComplexLanes.Lanes

  let lengths: SIMD3<Int>
  let halves: SIMD3<Int>
  let paddedHalf: Int
  let transforms: [FourierTransform]

  private var rowCount: Int { halves[1] * paddedHalf }

  /// [halves[2], halves[1], paddedHalf]: real, since the kernel is even.
  func values(of kernel: @Sendable (Float) -> Float) -> [Float] {
    var values = [Float](repeating: 0, count: halves[2] * rowCount)
    values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      // SAFETY: each round writes elements of its own: one plane, then one line of eight columns at a time.
      nonisolated(unsafe) let values = base
      ParallelLoop.run(halves[2]) { sample(kernel, plane: $0, values + $0 * rowCount) }
      // Along the last axis: columns of [halves[2], rowCount]; along the middle one: of each plane; along the first:
      // runs of the columns that lie together, eight of them turned.
      ParallelLoop.run(rowCount / ComplexLanes.width) { block in
        even(2, values + block * ComplexLanes.width, stride: rowCount, laneStride: 1, lanes: ComplexLanes.width)
      }
      if lengths[1] > 1 {
        ParallelLoop.run(halves[2]) { plane in
          for block in stride(from: 0, to: paddedHalf, by: ComplexLanes.width) {
            even(1, values + plane * rowCount + block, stride: paddedHalf, laneStride: 1, lanes: ComplexLanes.width)
          }
        }
      }
      let lines = halves[2] * halves[1]
      ParallelLoop.run((lines + 7) / 8) { block in
        even(0, values + block * 8 * paddedHalf, stride: 1, laneStride: paddedHalf, lanes: min(8, lines - block * 8))
      }
      ParallelLoop.run(halves[2]) { sharpen(plane: $0, values + $0 * rowCount) }
    }
    return values
  }

  private func sample(_ kernel: (Float) -> Float, plane: Int, _ values: UnsafeMutablePointer<Float>) {
    for middle in 0..<halves[1] {
      for first in 0..<halves[0] {
        let squared = plane * plane + middle * middle + first * first
        values[middle * paddedHalf + first] = kernel(Float(squared))
      }
    }
  }

  /// Transforms even sequences in place: their first halves are read and written.
  private func even(
    _ axis: Int, _ values: UnsafeMutablePointer<Float>, stride: Int, laneStride: Int, lanes: Int
  ) {
    let length = lengths[axis]
    ComplexLanes.withScratch(length: length) { buffer, work in
      for index in 0..<halves[axis] {
        var element = Lanes()
        for lane in 0..<lanes { element[lane] = values[index * stride + lane * laneStride] }
        buffer.real[index] = element
        if index > 0 { buffer.real[length - index] = element }
      }
      let result = transforms[axis].forward(buffer, work: work)
      for index in 0..<halves[axis] {
        for lane in 0..<lanes { values[index * stride + lane * laneStride] = result.real[index][lane] }
      }
    }
  }

  /// Divides by the transforms of both splines, by the lengths (no transform does), and by the two that the first pass
  /// leaves.
  private func sharpen(plane: Int, _ values: UnsafeMutablePointer<Float>) {
    func blur(_ axis: Int, _ index: Int) -> Double {
      guard lengths[axis] > 1 else { return 1 }
      return (4 + 2 * cos(2 * Double.pi * Double(index) / Double(lengths[axis]))) / 6
    }
    let scale = 2 * Double(lengths[0]) * Double(lengths[1]) * Double(lengths[2])
    for middle in 0..<halves[1] {
      let part = blur(2, plane) * blur(1, middle)
      for first in 0..<halves[0] {
        let total = part * blur(0, first)
        values[middle * paddedHalf + first] *= Float(1 / (total * total * scale))
      }
    }
  }
}
