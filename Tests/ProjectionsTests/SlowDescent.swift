import Foundation
import Tensors

@testable import Projections

/// The moves of ``UMAPDescent`` as its comments tell them: in 64 bits, one point after another, with nothing to make them quick.
struct SlowDescent {
  private let graph: SymmetricGraph
  private let curve: CurveFit
  private let negativeSamples: Int
  private let seed: UInt64
  private let dimensions: Int
  private(set) var points: [[Double]]

  init<Point: MapPoint>(
    _ graph: SymmetricGraph, _ curve: CurveFit, negativeSamples: Int, seed: UInt64, from points: [Point]
  ) {
    self.graph = graph
    self.curve = curve
    self.negativeSamples = negativeSamples
    self.seed = seed
    dimensions = Point.dimensions
    self.points = points.map { point in (0..<Point.dimensions).map { Double(point[$0]) } }
  }

  mutating func run(epoch: Int, rate: Double) {
    let largest = graph.weights.max() ?? 0
    for half in 0..<2 {
      let halfSeed = SeededRandom.hash(seed &+ UInt64(2 * epoch + half))
      let standing = points
      for index in points.indices {
        var random = SeededRandom(seed: halfSeed &+ SeededRandom.hash(UInt64(index)))
        for edge in graph.offsets[index]..<graph.offsets[index + 1] {
          let turns = UInt64(Double(graph.weights[edge] / largest) * 0x1p31)
          guard (UInt64(epoch) * turns) >> 31 != (UInt64(epoch - 1) * turns) >> 31 else { continue }
          move(index, to: Int(graph.ids[edge]), (negativeSamples + 1 - half) / 2, standing, &random, rate)
        }
      }
    }
  }

  private mutating func move(
    _ index: Int, to neighbor: Int, _ pushes: Int, _ standing: [[Double]], _ random: inout SeededRandom, _ rate: Double
  ) {
    var force = pull(points[index], standing[neighbor])
    var drawn = 0
    repeat {
      let bits = random.next()
      let count = UInt64(standing.count)
      var draws = [Int(((bits & 0xFFFF_FFFF) * count) >> 32), Int(((bits >> 32) * count) >> 32)]
      if pushes - drawn > 2 { draws.append(Int(((random.next() >> 32) * count) >> 32)) }
      for draw in draws.prefix(pushes - drawn) {
        let push = push(points[index], standing[draw])
        for axis in 0..<dimensions { force[axis] += push[axis] }
      }
      for axis in 0..<dimensions { points[index][axis] += force[axis] * rate }
      force = [Double](repeating: 0, count: dimensions)
      drawn += 3
    } while drawn < pushes
  }

  private func pull(_ point: [Double], _ other: [Double]) -> [Double] {
    scaled(point, other) { squared in
      -2 * curve.a * curve.b * pow(squared, curve.b - 1) / (1 + curve.a * pow(squared, curve.b))
    }
  }

  private func push(_ point: [Double], _ other: [Double]) -> [Double] {
    scaled(point, other) { squared in 2 * curve.b / ((0.001 + squared) * (1 + curve.a * pow(squared, curve.b))) }
  }

  private func scaled(_ point: [Double], _ other: [Double], _ factor: (Double) -> Double) -> [Double] {
    let apart = zip(point, other).map { $0 - $1 }
    let squared = apart.reduce(0) { $0 + $1 * $1 }
    guard squared > 0 else { return apart }
    return apart.map { min(4, max(-4, $0 * factor(squared))) }
  }
}
