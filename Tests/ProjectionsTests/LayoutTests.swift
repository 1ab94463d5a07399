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

  @Test func powersAndReciprocals() {
    for step in 0..<4000 {
      let value = Float(pow(10, Double(step) / 4000 * 16 - 12))
      let power = Double(FastLanes.power(SIMD4(repeating: value), 0.895)[3])
      #expect(abs(power / pow(Double(value), 0.895) - 1) < 2e-5)
      #expect(abs(Double(FastLanes.reciprocal(SIMD4(repeating: value))[2]) * Double(value) - 1) < 1e-6)
    }
  }

  @Test(.optimised) func divergenceAsOpenTSNE() throws {
    let references = try References.load()
    let map = try Projection(of: references.matrix(), ProjectionSettings(method: .tsne))
    let divergence = try #require(map.divergence)
    #expect(divergence < 1.02 * references.tsne.divergence)
    let quality = try #require(map.quality)
    #expect(quality.trustworthiness > references.tsne.trustworthiness - 0.01)
  }

  @Test(.optimised) func divergenceFalls() throws {
    let references = try References.load()
    var settings = ProjectionSettings(method: .tsne)
    settings.tsne.steps = 0
    let early = try Projection(of: references.matrix(), settings)
    settings.tsne.steps = 300
    let late = try Projection(of: references.matrix(), settings)
    let (before, after) = (try #require(early.divergence), try #require(late.divergence))
    #expect(after < before)
  }

  @Test(.optimised) func trustworthinessAsUMAPLearn() throws {
    let references = try References.load()
    let map = try Projection(of: references.matrix(), ProjectionSettings(method: .umap))
    let quality = try #require(map.quality)
    #expect(quality.trustworthiness > references.umap.trustworthiness - 0.01)
  }

  private func neighbors(_ references: References, _ count: Int) throws -> (ids: [Int32], distances: [Float], Int) {
    let graph = try NeighborGraph(of: NeighborSearch(references.matrix(), metric: .euclidean), k: count)
    return (graph.ids, graph.scores.map { Float($0) }, graph.k)
  }
}
