import EmbeddingAnalysis
import Foundation
import Tensors
import Testing

@testable import Projections

@Suite struct LayoutTests {
  /// Neighbours at distances 1 and 2 and a perplexity of 2 among two: both alike.
  @Test func perplexityByHand() {
    let even = PerplexityCalibration.probabilities(distances: [1, 1], count: 2, perplexity: 1.5)
    #expect(even == [0.5, 0.5])
    let near = PerplexityCalibration.probabilities(distances: [1, 2, 3], count: 3, perplexity: 1.5)
    let entropy = near.reduce(0.0) { $0 - Double($1) * log(Double($1)) }
    #expect(abs(exp(entropy) - 1.5) < 1e-5)
    #expect(near[0] > near[1] && near[1] > near[2])
  }

  @Test func perplexityAsScikitLearn() throws {
    let references = try References.load()
    let (_, distances, count) = try neighbors(references, 90)
    let found = PerplexityCalibration.probabilities(distances: distances, count: count, perplexity: 30)
    // scikit-learn stops at 1e-5 of the entropy.
    #expect(zip(found, references.tsne.conditional).allSatisfy { abs($0 - $1) < 1e-4 })
  }

  @Test func symmetricGraphByHand() {
    // 0 -> 1, 0 -> 2, 1 -> 0, 2 -> 1.
    let graph = SymmetricGraph(
      ids: [1, 2, 0, -1, 1, -1], weights: [0.5, 0.2, 0.4, 0, 0.6, 0], count: 2, union: .probabilistic)
    #expect(graph.offsets == [0, 2, 4, 6])
    #expect(graph.ids == [1, 2, 0, 2, 0, 1])
    let both: Float = 0.5 + 0.4 - 0.2
    #expect(zip(graph.weights, [both, 0.2, both, 0.6, 0.2, 0.6]).allSatisfy { abs($0 - $1) < 1e-6 })
    let mean = SymmetricGraph(ids: [1, 0], weights: [1, 0.5], count: 1, union: .mean)
    #expect(mean.weights == [0.75, 0.75])
  }

  @Test func membershipsAsUMAPLearn() throws {
    let references = try References.load()
    let (ids, distances, count) = try neighbors(references, 14)
    let graph = UMAP().memberships(ids: ids, distances: distances, count: count)
    #expect(graph.ids.count == references.umap.edges)
    #expect(abs(graph.weights.reduce(0.0) { $0 + Double($1) } - references.umap.weight) < 1e-3 * references.umap.weight)
    let first = graph.offsets[0]..<graph.offsets[1]
    #expect(Array(graph.ids[first]) == references.umap.firstIDs)
    #expect(zip(graph.weights[first], references.umap.firstWeights).allSatisfy { abs($0 - $1) < 1e-3 })
  }

  @Test func curvesAsUMAPLearn() throws {
    for curve in try References.load().umap.curves {
      let fit = CurveFit(minimumDistance: curve.minimumDistance)
      #expect(abs(fit.a - curve.a) < 1e-3 * curve.a)
      #expect(abs(fit.b - curve.b) < 1e-3 * curve.b)
    }
  }

  /// Two epochs beside the same in 64 bits, one point after another: in both dimensions, with few pushes and with many.
  @Test(arguments: [0, 1, 5, 9], [2, 3]) func movesByHand(pushes: Int, dimensions: Int) throws {
    dimensions == 2
      ? try checkMoves(pushes, SIMD2<Float>.self) : try checkMoves(pushes, SIMD4<Float>.self)
  }

  private func checkMoves<Point: MapPoint>(_ negativeSamples: Int, _ type: Point.Type) throws {
    // 300 points are two blocks; point 7 has no neighbours, and 0 is a hub.
    let count = 300
    var random = SeededRandom(seed: 5)
    func uniform() -> Float { Float(random.next() >> 40) * 0x1p-24 }
    let ids = (0..<count).flatMap { point -> [Int32] in
      let other = (point * 37 + 11) % count
      return point == 7 ? [-1, -1] : [0, Int32(other == 7 ? 8 : other)]
    }
    let graph = SymmetricGraph(
      ids: ids, weights: (0..<2 * count).map { _ in 0.2 + 0.8 * uniform() }, count: 2, union: .probabilistic)
    var start = Point.points((0..<count * Point.dimensions).map { _ in 4 * uniform() })
    // Two points in one place have no force on each other.
    start[0] = start[11]
    let curve = CurveFit(minimumDistance: 0.1)
    var descent = UMAPDescent(
      graph, curve: curve, repulsion: 1, negativeSamples: negativeSamples, epochs: 20, seed: 3, from: start)
    var reference = SlowDescent(graph, curve, negativeSamples: negativeSamples, seed: 3, from: start)
    for epoch in 1...2 {
      descent.run(epoch: epoch, rate: 0.02)
      reference.run(epoch: epoch, rate: 0.02)
    }
    var moved = 0
    for (index, point) in descent.points.enumerated() {
      let expected = reference.points[index]
      for axis in 0..<Point.dimensions { #expect(abs(Double(point[axis]) - expected[axis]) < 1e-4, "point \(index)") }
      moved += point == start[index] ? 0 : 1
    }
    #expect(moved > count / 2 && descent.points[7] == start[7])
  }

  @Test(.optimised) func divergenceAsOpenTSNE() throws {
    let references = try References.load()
    let map = try Projection(of: references.matrix(), ProjectionSettings(method: .tsne, metric: .euclidean))
    let divergence = try #require(map.divergence)
    #expect(divergence < 1.02 * references.tsne.divergence)
    let quality = try #require(map.quality)
    #expect(quality.trustworthiness > references.tsne.trustworthiness - 0.01)
  }

  @Test(.optimised) func divergenceFalls() throws {
    let references = try References.load()
    var settings = ProjectionSettings(method: .tsne, metric: .euclidean)
    settings.tsne.steps = 0
    let early = try Projection(of: references.matrix(), settings)
    settings.tsne.steps = 300
    let late = try Projection(of: references.matrix(), settings)
    let (before, after) = (try #require(early.divergence), try #require(late.divergence))
    #expect(after < before)
  }

  @Test(.optimised) func trustworthinessAsUMAPLearn() throws {
    let references = try References.load()
    let map = try Projection(of: references.matrix(), ProjectionSettings(method: .umap, metric: .euclidean))
    let quality = try #require(map.quality)
    #expect(quality.trustworthiness > references.umap.trustworthiness - 0.01)
  }

  private func neighbors(_ references: References, _ count: Int) throws -> (ids: [Int32], distances: [Float], Int) {
    let graph = try NeighborGraph(of: NeighborSearch(references.matrix(), metric: .euclidean), k: count)
    return (graph.ids, graph.scores.map { Float($0) }, graph.k)
  }
}
