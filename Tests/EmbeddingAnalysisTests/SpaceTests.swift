import EmbeddingAnalysis
import Tensors
import TestSupport
import Testing

/// What NumPy and SciPy say: Tests/Fixtures/analysis/space.json.
private struct SpaceFixture: Decodable {
  struct Space: Decodable {
    var variances: [Double]
    var effectiveRank: Double
    var effectiveRankOfRows: Double
    var participationRatio: Double
    var isoScore: Double
    var axesFor90: Int
    var meanCosine: Double
    var centred: [Double]
    var contributions: [Double]
    var meanAbsolutes: [Double]
    var zMeanAbsolutes: [Double]
    var zVariances: [Double]
    var shares: [Double]
    var quantiles: [Double]
  }
  struct Offsets: Decodable {
    var meanCosine: Double
    var mismatches: Double
    var meanOffset: [Double]
    var consistency: Double
    var commonShare: Double
  }
  struct CorrelationCase: Decodable {
    struct Value: Decodable {
      var r: Double
      var p: Double
    }
    var name: String
    var a: [Double]
    var b: [Double]
    var pearson: Value
    var spearman: Value
  }

  var spaces: [NumPyFixture.OfMatrix<Space>]
  var offsets: [NumPyFixture.OfMatrix<Offsets>]
  var correlations: [CorrelationCase]

  static func load() throws -> SpaceFixture { try Fixture.decode(SpaceFixture.self, "analysis/space.json") }
}

private func close(_ value: Double?, _ reference: Double, _ tolerance: Double = 1e-9) -> Bool {
  value.map { abs($0 - reference) <= tolerance * max(1, abs(reference)) } ?? false
}

private func close(_ values: [Double], _ references: [Double]) -> Bool {
  values.count == references.count && zip(values, references).allSatisfy { close($0, $1) }
}

@Suite struct SpaceTests {
  @Test func asNumPy() throws {
    for (matrixCase, expected) in try SpaceFixture.load().spaces.map({ ($0.matrix, $0.expected) }) {
      let matrix = try matrix(matrixCase.values, columns: matrixCase.columns)
      let axes = try PrincipalAxes(of: matrix)
      #expect(close(axes.variances, expected.variances))
      let spectrum = Spectrum(variances: axes.variances)
      #expect(close(spectrum.effectiveRank, expected.effectiveRank))
      #expect(close(spectrum.effectiveRankOfRows, expected.effectiveRankOfRows))
      #expect(close(spectrum.participationRatio, expected.participationRatio))
      #expect(close(spectrum.isoScore, expected.isoScore))
      #expect(spectrum.axisCount(holding: 0.9) == expected.axesFor90)
      let cosine = MeanCosine(of: matrix, axes: axes, removing: 3)
      #expect(close(cosine.stored.mean, expected.meanCosine))
      #expect(close(cosine.centred.compactMap(\.mean), expected.centred))
      #expect(close(cosine.contributions, expected.contributions))
      let profile = DimensionProfile(of: matrix, axes: axes).dimensions
      #expect(close(profile.map(\.meanAbsolute), expected.meanAbsolutes))
      #expect(close(profile.compactMap(\.zMeanAbsolute), expected.zMeanAbsolutes))
      #expect(close(profile.compactMap(\.zVariance), expected.zVariances))
      #expect(close(profile.compactMap(\.squaredNormShare), expected.shares))
      let norms = RowNorms(of: matrix).values
      #expect(close(try #require(Quantiles.of(norms, at: [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1])), expected.quantiles))
    }
  }

  @Test func offsetsAsNumPy() throws {
    for (matrixCase, expected) in try SpaceFixture.load().offsets.map({ ($0.matrix, $0.expected) }) {
      let matrix = try matrix(matrixCase.values, columns: matrixCase.columns)
      let half = matrixCase.rows / 2
      let offsets = PairOffsets(of: (0..<half).map { .init($0, half + $0) }, in: matrix)
      #expect(offsets.count == half)
      #expect(close(offsets.meanCosine, expected.meanCosine))
      #expect(close(offsets.meanCosineOfMismatches, expected.mismatches))
      #expect(close(offsets.meanOffset, expected.meanOffset))
      #expect(close(offsets.consistency, expected.consistency))
      #expect(close(offsets.commonShare, expected.commonShare))
    }
  }

  @Test func correlationsAsSciPy() throws {
    for expected in try SpaceFixture.load().correlations {
      let pearson = try #require(Correlation.pearson(of: expected.a, and: expected.b))
      let spearman = try #require(Correlation.spearman(of: expected.a, and: expected.b))
      #expect(close(pearson.r, expected.pearson.r, 1e-13), "\(expected.name)")
      #expect(close(spearman.r, expected.spearman.r, 1e-13), "\(expected.name)")
      // p-values of 1e-40 count, too: relative.
      #expect(abs((pearson.p ?? -1) - expected.pearson.p) <= 1e-9 * expected.pearson.p, "\(expected.name)")
      #expect(abs((spearman.p ?? -1) - expected.spearman.p) <= 1e-9 * expected.spearman.p, "\(expected.name)")
    }
  }

  // MARK: By hand

  /// (1, 0), (0, 1), (-1, 0): the pairs' cosines are 0, 0 and -1.
  ///
  /// Around the mean (0, 1/3): (1, -1/3), (0, 2/3), (-1, -1/3).
  @Test func meanCosineByHand() throws {
    let matrix = try matrix([1, 0, 0, 1, -1, 0], columns: 2)
    let axes = try PrincipalAxes(of: matrix)
    #expect(close(axes.variances, [2.0 / 3, 2.0 / 9]))
    #expect(axes.axis(0).map { ($0 * 1e9).rounded() } == [1e9, 0])
    let cosine = MeanCosine(of: matrix, axes: axes, removing: 1)
    #expect(close(cosine.stored.mean, -1.0 / 3))
    #expect(close(cosine.contributions, [-1.0 / 3, 0]))
    let root = 10.0.squareRoot()
    #expect(close(cosine.centred[0].mean, (-2 / root - 0.8) / 3))
    // Without the first axis: -1/3, 2/3, -1/3 on a line.
    #expect(close(cosine.centred[1].mean, -1.0 / 3))
  }

  /// Shares 1/2, 1/4, 1/4: exp(1.5 ln 2) = √8; 1 / (1/4 + 1/8) = 8/3.
  @Test func ranksByHand() {
    let spectrum = Spectrum(variances: [4, 2, 2])
    #expect(close(spectrum.effectiveRank, 8.0.squareRoot()))
    #expect(close(spectrum.participationRatio, 8.0 / 3))
    #expect(spectrum.axisCount(holding: 0.5) == 1 && spectrum.axisCount(holding: 0.51) == 2)
    #expect(spectrum.axisCount(holding: 1) == 3)
    let even = Spectrum(variances: [3, 3, 3, 3])
    #expect(close(even.effectiveRank, 4) && close(even.isoScore, 1))
    let single = Spectrum(variances: [3, 0, 0, 0])
    #expect(close(single.effectiveRank, 1) && close(single.isoScore, 0))
  }

  @Test func quantilesByHand() {
    #expect(Quantiles.of([4, .nan, 1, 2], at: [0, 0.25, 0.5, 1]) == [1, 1.5, 2, 4])
    #expect(Quantiles.of([.nan], at: [0.5]) == nil)
  }

  /// Two pairs with the offset (0, 1), one with (0, -1).
  @Test func offsetsByHand() throws {
    let matrix = try matrix([1, 0, 2, 0, 1, 1, 2, 1, 3, 0, 3, -1], columns: 2)
    let offsets = PairOffsets(of: [.init(0, 2), .init(1, 3), .init(4, 5)], in: matrix)
    #expect(close(offsets.cosines[0], 0.5.squareRoot()))
    #expect(close(offsets.meanOffset, [0, 1.0 / 3]))
    #expect(close(offsets.consistency, 1.0 / 3))
    #expect(close(offsets.commonShare, 1.0 / 9))
  }

  // MARK: Degenerate matrices

  @Test func zeroRowsHaveNoDirection() throws {
    let matrix = try matrix([0, 0, 1, 0, 0, 0, 1, 0], columns: 2)
    let cosine = MeanCosine(of: matrix, axes: try PrincipalAxes(of: matrix), removing: 1)
    #expect(close(cosine.stored.mean, 1) && cosine.stored.rowCount == 2)
    // Around the mean (1/2, 0) all have one; without the only axis none has.
    #expect(close(cosine.centred[0].mean, -1.0 / 3))
    #expect(cosine.centred[1].mean == nil && cosine.centred[1].rowCount == 0)
  }

  @Test func nonFiniteRowsAreNamedAndLeftOut() throws {
    let values: [Float] = [1, 0, 0, .nan, 0, 1, -.infinity, .nan, -1, 0]
    let dirty = try matrix(values, columns: 2)
    let found = NonFiniteValue.firstOfEachRow(of: dirty)
    #expect(found.map(\.row) == [1, 3] && found.map(\.column) == [1, 0] && found.map(\.kind) == ["NaN", "−∞"])
    let clean = try matrix([1, 0, 0, 1, -1, 0], columns: 2)
    let axes = try PrincipalAxes(of: dirty)
    #expect(axes.rowCount == 3)
    #expect(close(axes.variances, try PrincipalAxes(of: clean).variances))
    let cosine = MeanCosine(of: dirty, axes: axes, removing: 1)
    #expect(close(cosine.stored.mean, -1.0 / 3) && cosine.stored.rowCount == 3)
    #expect(close(DimensionProfile(of: dirty, axes: axes).dimensions.map(\.meanAbsolute), [2.0 / 3, 1.0 / 3]))
    #expect(PairOffsets(of: [.init(0, 1), .init(0, 2)], in: dirty).count == 1)
  }

  @Test func oneRowAndEqualRows() throws {
    let one = try matrix([3, 4], columns: 2)
    let axes = try PrincipalAxes(of: one)
    let cosine = MeanCosine(of: one, axes: axes, removing: 0)
    #expect(cosine.stored.mean == nil && cosine.stored.rowCount == 1 && cosine.centred[0].rowCount == 0)
    #expect(cosine.contributions.isEmpty)
    let spectrum = Spectrum(variances: axes.variances)
    #expect(spectrum.effectiveRank == nil && spectrum.shares.isEmpty && spectrum.axisCount(holding: 0.5) == nil)

    let equal = try matrix([0.1, 0.2, 0.1, 0.2, 0.1, 0.2], columns: 2)
    let ofEqual = MeanCosine(of: equal, axes: try PrincipalAxes(of: equal), removing: 1)
    #expect(close(ofEqual.stored.mean, 1, 1e-12))
    #expect(ofEqual.centred.map(\.rowCount) == [0, 0])
    let offsets = PairOffsets(of: [.init(0, 1), .init(1, 2)], in: equal)
    #expect(close(offsets.meanCosine, 1) && offsets.consistency == nil && offsets.commonShare == nil)
  }

  @Test func aConstantDimensionIsNamed() throws {
    let matrix = try matrix([5, 1, 5, 2, 5, 4], columns: 2)
    let profile = DimensionProfile(of: matrix, axes: try PrincipalAxes(of: matrix)).dimensions
    #expect(profile.map(\.isConstant) == [true, false])
    #expect(profile[0].variance == 0 && profile[0].mean == 5)
  }

  @Test func anOutlierDimensionStandsOut() throws {
    let values = MatrixCase(seed: 3, rows: 50, columns: 40, scale: 1, offset: 0, outlier: 20).values
    let matrix = try matrix(values, columns: 40)
    let axes = try PrincipalAxes(of: matrix)
    let profile = DimensionProfile(of: matrix, axes: axes).dimensions
    #expect(profile.filter(\.isOutlier).map(\.index) == [0])
    let cosine = MeanCosine(of: matrix, axes: axes, removing: 0)
    #expect(try #require(cosine.stored.mean) > 0.9 && cosine.contributions[0] > 0.9)
  }

  @Test func pairsWithoutMembers() throws {
    let offsets = PairOffsets(of: [], in: try matrix([1, 2], columns: 2))
    #expect(offsets.count == 0 && offsets.meanCosine == nil && offsets.consistency == nil && offsets.meanOffset.isEmpty)
  }

  @Test func correlationsThatAreNotDefined() {
    for (a, b) in [([], []), ([1], [2]), ([1, 1], [1, 2]), ([1, .nan], [1, 2]), ([1, .infinity], [1, 2])]
      as [([Double], [Double])]
    {
      #expect(Correlation.pearson(of: a, and: b) == nil)
    }
    #expect(close(Correlation.spearman(of: [1, .infinity], and: [1, 2])?.r, 1))
    let two = Correlation.pearson(of: [1, 2], and: [1, 2])
    #expect(close(two?.r, 1) && two?.p == nil)
  }
}
