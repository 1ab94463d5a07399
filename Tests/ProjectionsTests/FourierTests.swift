import Foundation
import Tensors
import Testing
import Work

@testable import Projections

@Suite struct FourierTests {
  /// Against the definition, for lengths with every radix.
  @Test(arguments: [1, 2, 3, 4, 5, 8, 12, 30, 60, 120, 128]) func asDefined(length: Int) {
    let transform = FourierTransform(length: length)
    let noise = InitialPlaces.normal(count: 16 * length, seed: 3)
    ComplexLanes.withScratch(length: length) { values, work in
      for index in 0..<length {
        for lane in 0..<8 {
          values.real[index][lane] = noise[index * 16 + lane]
          values.imaginary[index][lane] = noise[index * 16 + 8 + lane]
        }
      }
      let result = transform.forward(values, work: work)
      for output in 0..<length {
        for lane in [0, 7] {
          var (real, imaginary) = (0.0, 0.0)
          for index in 0..<length {
            let angle = -2 * Double.pi * Double(index * output % length) / Double(length)
            let (r, i) = (Double(noise[index * 16 + lane]), Double(noise[index * 16 + 8 + lane]))
            real += r * cos(angle) - i * sin(angle)
            imaginary += r * sin(angle) + i * cos(angle)
          }
          #expect(abs(Double(result.real[output][lane]) - real) < 1e-4)
          #expect(abs(Double(result.imaginary[output][lane]) - imaginary) < 1e-4)
        }
      }
    }
  }

  /// What a place sees of itself, against all sixteen pairs of its grid points.
  @Test func whatAPlaceSeesOfItself() {
    let spline = CubicSpline(at: 3.3)
    let kernel: [Float] = [1, 0.5, 0.2, 0.1]
    var (value, slope) = (Float(0), Float(0))
    for a in 0..<4 {
      for b in 0..<4 {
        value += spline.weights[a] * spline.weights[b] * kernel[abs(a - b)]
        slope += spline.slopes[a] * spline.weights[b] * kernel[abs(a - b)]
      }
    }
    #expect(abs((spline.own.weights * SIMD4(kernel)).sum() - value) < 1e-6)
    #expect(abs((spline.own.slopes * SIMD4(kernel)).sum() - slope) < 1e-6)
  }

  @Test func lengths() {
    #expect(FourierTransform.length(atLeast: 1) == 8)
    #expect(FourierTransform.length(atLeast: 97) == 120)
    #expect(FourierTransform.length(atLeast: 128) == 128)
  }

  /// Four weights that add up to 1, slopes that add up to 0; in the middle between two points both count alike.
  @Test func splines() {
    for place: Float in [1, 1.25, 2.5, 7.9] {
      let spline = CubicSpline(at: place)
      #expect(abs(spline.weights.sum() - 1) < 1e-6)
      #expect(abs(spline.slopes.sum()) < 1e-6)
    }
    let middle = CubicSpline(at: 2.5)
    #expect(middle.start == 1)
    #expect(abs(middle.weights[1] - 23.0 / 48) < 1e-6 && abs(middle.weights[0] - 1.0 / 48) < 1e-6)
  }
}

@Suite struct RepulsionTests {
  /// Two points at distance 1: 1 / (1 + 1) for either pair, and (1 / 2)² as the force.
  @Test func byHand() {
    let points = [SIMD2<Float>(0, 0), SIMD2<Float>(1, 0)]
    var forces = points
    let sum = PairwiseRepulsion.apply(to: points, count: 2, forces: &forces)
    #expect(sum == 1)
    #expect(forces == [SIMD2(-0.25, 0), SIMD2(0.25, 0)])
  }

  @Test(arguments: [1e-3, 3, 40] as [Float]) func gridAsPairs(extent: Float) {
    compare(GridRepulsion.self, extent, error: 0.02)
  }

  /// A cell is taken as one from twice its side on: forces are off by about a hundredth.
  @Test(arguments: [1e-3, 3, 200] as [Float]) func treeAsPairs(extent: Float) {
    compare(TreeRepulsion.self, extent, error: 0.05)
  }

  /// More points in one place than a leaf holds.
  @Test func treeOfEqualPoints() {
    let points = [SIMD4<Float>](repeating: SIMD4(1, 2, 3, 0), count: 100) + [SIMD4(2, 2, 3, 0)]
    var forces = points
    var tree = TreeRepulsion()
    let sum = tree.apply(to: points, count: 101, box: (points[0], points[100]), forces: &forces)
    #expect(abs(sum - (100 * 99 + 200 * 0.5)) < 1e-2)
    #expect(abs(forces[100].x - 25) < 1e-4)
    #expect(abs(forces[0].x + 0.25) < 1e-4)
  }

  /// Again, and while other grids take the cores away.
  @Test func gridHasTheSameBits() {
    let points = SIMD2<Float>.points(InitialPlaces.normal(count: 1200, seed: 2).map { $0 * 6 })
    @Sendable func forces() -> [SIMD2<Float>] {
      let box = points.reduce((points[0], points[0])) { (pointwiseMin($0.0, $1), pointwiseMax($0.1, $1)) }
      var forces = points
      var grid = GridRepulsion()
      _ = grid.apply(to: points, count: points.count, box: (box.0, box.1), forces: &forces)
      return forces
    }
    let alone = forces()
    #expect(ParallelLoop.map(3) { _ in forces() } == [alone, alone, alone])
  }

  private func compare<Repulsion: TSNERepulsion>(_: Repulsion.Type, _ extent: Float, error limit: Float) {
    let count = 300
    typealias Point = Repulsion.Point
    let points = Point.points(InitialPlaces.normal(count: count * Point.dimensions, seed: 1).map { $0 * extent / 8 })
    var (exact, forces) = (points, points)
    let expected = PairwiseRepulsion.apply(to: points, count: count, forces: &exact)
    let box = points.reduce((points[0], points[0])) { (pointwiseMin($0.0, $1), pointwiseMax($0.1, $1)) }
    var repulsion = Repulsion()
    let sum = repulsion.apply(to: points, count: count, box: (box.0, box.1), forces: &forces)
    #expect(abs(sum / expected - 1) < 5e-3)
    let (error, size) = zip(forces, exact).reduce((Float(0), Float(0))) { total, pair in
      let apart = pair.0 - pair.1
      return (total.0 + (apart * apart).sum(), total.1 + (pair.1 * pair.1).sum())
    }
    #expect((error / size).squareRoot() < limit)
  }
}
