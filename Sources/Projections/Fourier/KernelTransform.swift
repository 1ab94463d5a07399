import Tensors
import Work

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The transform of a kernel that is even along both axes, divided by what two splines do to it.
struct KernelTransform: Sendable {
  typealias Lanes = ComplexLanes.Lanes

  /// The transforms' lengths along either axis: both even.
  let lengths: SIMD2<Int>
  /// Half of each length and one: what an even kernel needs.
  let halves: SIMD2<Int>
  /// `halves[0]`, made a multiple of eight.
  let paddedHalf: Int
  let transforms: (first: FourierTransform, second: FourierTransform)
  /// The transform, real since the kernel is even: [halves[1], paddedHalf].
  private(set) var values: [Float]

  /// The transform of a kernel of the squared distance in grid steps.
  init(lengths: SIMD2<Int>, of kernel: @Sendable (Float) -> Float) {
    self.lengths = lengths
    halves = SIMD2(lengths.x / 2 + 1, lengths.y / 2 + 1)
    paddedHalf = (halves.x + 7) & ~7
    transforms = (FourierTransform(length: lengths.x), FourierTransform(length: lengths.y))
    values = [Float](repeating: 0, count: halves.y * paddedHalf)
    fill(with: kernel)
  }

  private mutating func fill(with kernel: @Sendable (Float) -> Float) {
    let plan = Plan(lengths: lengths, halves: halves, paddedHalf: paddedHalf, transforms: transforms)
    values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      // SAFETY: each round writes elements of its own: one row, eight columns, eight rows, one row.
      nonisolated(unsafe) let values = base
      let (rows, width) = (plan.halves.y, ComplexLanes.width)
      ParallelLoop.run(rows) { plan.sample(kernel, row: $0, values + $0 * plan.paddedHalf) }
      ParallelLoop.run(plan.paddedHalf / width) { block in
        plan.transform(
          plan.transforms.second, values + block * width, stride: plan.paddedHalf, laneStride: 1, lanes: width)
      }
      ParallelLoop.run((rows + width - 1) / width) { block in
        plan.transform(
          plan.transforms.first, values + block * width * plan.paddedHalf, stride: 1, laneStride: plan.paddedHalf,
          lanes: min(width, rows - block * width))
      }
      ParallelLoop.run(rows) { plan.sharpen(row: $0, values + $0 * plan.paddedHalf) }
    }
  }

  /// What the steps need to know, without the values they write.
  private struct Plan: Sendable {
    let lengths: SIMD2<Int>
    let halves: SIMD2<Int>
    let paddedHalf: Int
    let transforms: (first: FourierTransform, second: FourierTransform)

    func sample(_ kernel: (Float) -> Float, row: Int, _ values: UnsafeMutablePointer<Float>) {
      for column in 0..<halves.x { values[column] = kernel(Float(row * row + column * column)) }
    }

    /// Transforms even sequences in place: their first halves are read and written.
    func transform(
      _ transform: FourierTransform, _ values: UnsafeMutablePointer<Float>, stride: Int, laneStride: Int, lanes: Int
    ) {
      let length = transform.length
      ComplexLanes.withScratch(length: length) { buffer, work in
        for index in 0...length / 2 {
          var element = Lanes()
          for lane in 0..<lanes { element[lane] = values[index * stride + lane * laneStride] }
          buffer.real[index] = element
          if index > 0 { buffer.real[length - index] = element }
        }
        let result = transform.forward(buffer, work: work)
        for index in 0...length / 2 {
          for lane in 0..<lanes { values[index * stride + lane * laneStride] = result.real[index][lane] }
        }
      }
    }

    /// Divides by the transforms of both splines, by the lengths (no transform does), and by the two that the first pass
    /// of a convolution leaves.
    func sharpen(row: Int, _ values: UnsafeMutablePointer<Float>) {
      func blur(_ index: Int, _ length: Int) -> Double {
        (4 + 2 * cos(2 * Double.pi * Double(index) / Double(length))) / 6
      }
      let rowBlur = blur(row, lengths.y)
      let scale = 2 * Double(lengths.x) * Double(lengths.y)
      for column in 0..<halves.x {
        let total = rowBlur * blur(column, lengths.x)
        values[column] *= Float(1 / (total * total * scale))
      }
    }
  }
}
