import Tensors
import TestSupport
import Testing

@testable import EmbeddingAnalysis

/// Two small matrices, and what NumPy and SciPy say of them (Scripts/fixtures/alignment.py).
private struct Reference: Decodable {
  var rows: Int
  var columnsA: Int
  var columnsB: Int
  var a: [Float]
  var b: [Float]
  var cka: Double
  var rsa: Double
  var training: Int
  var procrustes: Rotation
  var fewRSA: Double
  var fewRSAMean: Double
  var fewRSADeviation: Double
  var coordinates: [Double]

  struct Rotation: Decodable {
    var scale: Double
    var cosine: Double
    var nearest: Double
    var nearestTen: Double
  }

  static func read() throws -> Reference { try Fixture.decode(Reference.self, "analysis/alignment.json") }

  func pairs(first count: Int? = nil) -> PairedRows {
    let n = count ?? rows
    return PairedRows(
      a: .init(values: Array(a.prefix(n * columnsA)), rowCount: n, columnCount: columnsA),
      b: .init(values: Array(b.prefix(n * columnsB)), rowCount: n, columnCount: columnsB))
  }
}

@Suite struct AlignmentTests {
  private let algebra: LinearAlgebra
  private let reference: Reference

  init() throws {
    algebra = try LinearAlgebra.load()
    reference = try Reference.read()
  }

  private func isNear(_ value: Double?, _ expected: Double, within tolerance: Double = 1e-6) -> Bool {
    value.map { abs($0 - expected) <= tolerance } ?? false
  }

  private func side(_ values: [Float], _ columns: Int) -> PairedRows.Side {
    .init(values: values, rowCount: values.count / columns, columnCount: columns)
  }

  // MARK: Linear CKA

  @Test func alignmentIsNumPys() {
    let measure = LinearCKA.measure(reference.pairs(), shuffles: 8, seed: 1, algebra: algebra)
    #expect(isNear(measure.value, reference.cka))
    #expect(measure.baselineMean.map { $0 < reference.cka } == true)
    #expect(measure.baselineDeviation.map { $0 > 0 } == true)
  }

  @Test func aTurnedAndScaledSpaceIsTheSame() {
    // Three times, and a quarter turn.
    let a = side([1, 0, 0, 2, -1, 1, 3, 3], 2)
    let b = side([0, 3, -6, 0, -3, -3, -9, 9], 2)
    let measure = LinearCKA.measure(.init(a: a, b: b), shuffles: 2, seed: 1, algebra: algebra)
    #expect(isNear(measure.value, 1, within: 1e-12))
  }

  @Test func equalRowsHaveNoAlignment() {
    let same = side(Array(repeating: 1, count: 10), 2)
    let other = side([1, 2, 3, 4, 5, 6, 7, 8, 9, 1], 2)
    #expect(LinearCKA.measure(.init(a: same, b: other), shuffles: 2, seed: 1, algebra: algebra).value == nil)
    #expect(RepresentationalSimilarity.measure(.init(a: same, b: other), algebra: algebra).value == nil)
  }

  // MARK: Representational similarity

  @Test func similarityIsSciPysUpToItsBins() {
    let measure = RepresentationalSimilarity.measure(reference.pairs(), algebra: algebra)
    // Cosines are rounded to 0.00003: of 3,160 pairs a few change places.
    #expect(isNear(measure.value, reference.rsa, within: 1e-5))
  }

  @Test func theBaselineIsThatOfAllPairings() {
    let measure = RepresentationalSimilarity.measure(reference.pairs(first: 6), algebra: algebra)
    #expect(isNear(measure.value, reference.fewRSA, within: 1e-9))
    #expect(isNear(measure.baselineMean, reference.fewRSAMean, within: 1e-9))
    #expect(isNear(measure.baselineDeviation, reference.fewRSADeviation, within: 1e-9))
  }

  @Test func threeWordsAreTooFew() {
    #expect(RepresentationalSimilarity.measure(reference.pairs(first: 3), algebra: algebra).value == nil)
  }

  // MARK: Procrustes

  @Test func theRotationIsSciPys() throws {
    let n = reference.rows
    let found = try Procrustes(
      reference.pairs(), training: Array(0..<reference.training), heldOut: Array(reference.training..<n), shuffles: 4,
      seed: 3, algebra: algebra)
    let expected = reference.procrustes
    #expect(abs(found.scale - expected.scale) < 1e-5 * expected.scale)
    #expect(isNear(found.cosine.value, expected.cosine, within: 1e-5))
    #expect(isNear(found.nearest.value, expected.nearest, within: 1e-9))
    #expect(isNear(found.nearestTen.value, expected.nearestTen, within: 1e-9))
    #expect(found.cosine.baselineMean.map { $0 < expected.cosine } == true)
    #expect(found.trainingCount == 60 && found.heldOutCount == 20)
  }

  @Test func aTurnedSpaceIsFoundAgain() throws {
    var random = SeededRandom(seed: 5)
    let values = (0..<200).map { _ in Float.random(in: -1...1, using: &random) }
    // A quarter turn in the plane of each two columns.
    let turned = stride(from: 0, to: 200, by: 2).flatMap { [-values[$0 + 1], values[$0]] }
    let found = try Procrustes(
      .init(a: side(values, 4), b: side(turned, 4)), shuffles: 2, seed: 1, algebra: algebra)
    #expect(isNear(found.cosine.value, 1, within: 1e-5))
    #expect(found.nearest.value == 1)
  }

  @Test func theSameSeedGivesTheSameBits() throws {
    let first = try Procrustes(reference.pairs(), shuffles: 3, seed: 9, algebra: algebra)
    let second = try Procrustes(reference.pairs(), shuffles: 3, seed: 9, algebra: algebra)
    #expect(first.cosine == second.cosine && first.nearest == second.nearest)
  }

  // MARK: Coordinates

  @Test func coordinatesAreCorrelatedOverSharedDimensions() {
    let found = CoordinateCorrelation(reference.pairs(), seed: 1)
    for (value, expected) in zip(found.values, reference.coordinates) { #expect(isNear(value, expected)) }
    #expect(found.shuffled.count == reference.rows && found.shuffled != found.values)
  }
}
