import EmbeddingAnalysis
import Projections
import Testing

@Suite struct PrincipalComponentsTests {
  /// Three points on the line (1, 1): variance 2 along it, none across.
  @Test func byHand() throws {
    let pca = try PrincipalComponents(of: matrix([1, 1, 2, 2, 3, 3], columns: 2))
    let half = Float(0.5).squareRoot()
    #expect(pca.mean == [2, 2])
    #expect(zip(pca.directions[..<2], [half, half]).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(zip(pca.variances, [2, 0]).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(abs(pca.varianceRatios[0] - 1) < 1e-6)
    let root = Float(2).squareRoot()
    #expect(zip(pca.coordinates, [-root, 0, 0, 0, root, 0]).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func asScikitLearn() throws {
    let references = try References.load()
    let pca = try PrincipalComponents(of: references.matrix(), count: 3)
    #expect(zip(pca.variances, references.pca.variances).allSatisfy { abs($0 - $1) < 1e-5 * $1 })
    #expect(zip(pca.varianceRatios, references.pca.ratios).allSatisfy { abs($0 - $1) < 1e-6 })
    // The sign rule is the same, too.
    #expect(zip(pca.coordinates, references.pca.coordinates).allSatisfy { abs($0 - $1) < 2e-5 })
    #expect(pca.coordinates.count == references.pca.coordinates.count)
  }

  @Test func rowsThatAreNotFiniteAreLeftOut() throws {
    let pca = try PrincipalComponents(of: matrix([1, 1, .nan, 0, 2, 2, 3, .infinity, 3, 3], columns: 2))
    #expect(pca.nonFiniteRows == [1, 3])
    #expect(pca.mean == [2, 2])
    #expect(abs(pca.variances[0] - 2) < 1e-6)
    #expect(pca.coordinates.indices.filter { pca.coordinates[$0].isNaN } == [2, 3, 6, 7])
  }

  @Test func rowsThatDoNotDiffer() throws {
    let pca = try PrincipalComponents(of: matrix([5, 7, 5, 7, 5, 7], columns: 2))
    #expect(pca.variances == [0, 0])
    #expect(pca.varianceRatios == [0, 0])
    #expect(pca.coordinates == [0, 0, 0, 0, 0, 0])
  }

  @Test func oneRowAndOneColumn() throws {
    let point = try PrincipalComponents(of: matrix([4, 2], columns: 2))
    #expect(point.coordinates == [0, 0])
    let line = try PrincipalComponents(of: matrix([1, 2, 3], columns: 1))
    #expect(line.coordinates == [-1, 0, 0, 0, 1, 0])
    #expect(line.variances == [1, 0])
  }

  /// A mean a thousand times the spread: products of raw values would lose what matters.
  @Test func farFromZero() throws {
    let values = try References.load().values
    let near = try PrincipalComponents(of: matrix(values, columns: 24))
    let far = try PrincipalComponents(of: matrix(values.map { $0 + 1024 }, columns: 24))
    #expect(zip(near.variances, far.variances).allSatisfy { abs($0 - $1) < 1e-3 * $0 })
  }

  /// Squares of these leave the range of 32-bit floats: the result is that of the values times a power of two all the same.
  @Test(arguments: [100, 66, -90]) func hugeAndTinyValues(exponent: Int) throws {
    let values = try References.load().values
    let factor = Float(sign: .plus, exponent: exponent, significand: 1)
    let near = try PrincipalComponents(of: matrix(values, columns: 24))
    let far = try PrincipalComponents(of: matrix(values.map { $0 * factor }, columns: 24))
    let square = Double(factor) * Double(factor)
    #expect(zip(near.variances, far.variances).allSatisfy { abs($0 - $1 / square) < 1e-5 * $0 })
    #expect(zip(near.varianceRatios, far.varianceRatios).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(zip(near.coordinates, far.coordinates).allSatisfy { abs($0 - $1 / factor) < 2e-5 })
  }
}
