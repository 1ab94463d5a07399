import Tensors
import Testing

@testable import EmbeddingAnalysis

@Suite struct RowMovementTests {
  @Test func movesByHand() throws {
    let a = try matrix([1, 0, 1, 0, 1, 0, 3, 4], columns: 2)
    let b = try matrix([0, 2, 1, 1, -2, 0, 3, 4], columns: 2)
    let moves = RowMovements(a, b, pairs: (0..<4).map { ($0, $0) })
    #expect(zip(moves.angles, [90, 45, 180, 0]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(zip(moves.distances, [Double(5).squareRoot(), 1, 3, 0]).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(moves.normsOfA == [1, 1, 1, 5] && moves.normsOfB == [2, Double(2).squareRoot(), 2, 5])
    #expect(moves.isIdentical == [false, false, false, true] && moves.comparesBytes)
  }

  @Test func smallAnglesAreKept() throws {
    let turned = RowMovements(
      try matrix([1, 0], columns: 2), try matrix([1, 1e-9], columns: 2), pairs: [(0, 0)])
    // The cosine of this angle is 1 in 64 bits.
    let expected = Double(Float(1e-9)) * 180 / Double.pi
    #expect(abs(turned.angles[0] - expected) < 1e-9 * expected)
  }

  @Test func rowsArePairedAsTold() throws {
    let a = try matrix([1, 0, 0, 1], columns: 2)
    let moves = RowMovements(a, a, pairs: [(0, 1), (1, 0), (0, 0)])
    #expect(moves.angles.map { $0.rounded() } == [90, 90, 0] && moves.isIdentical == [false, false, true])
    #expect(RowMovements(a, a, pairs: []).angles.isEmpty)
  }

  @Test func bytesDecideWhereTheTypesAgree() throws {
    let zero = try matrix([0, 1], columns: 2)
    let minusZero = try matrix([-0.0, 1], columns: 2)
    #expect(RowMovements(zero, minusZero, pairs: [(0, 0)]).isIdentical == [false])
    let wide = try EmbeddingMatrix(tensor(bytes([-0.0, 1.0]), .float64, [1, 2]))
    let mixed = RowMovements(zero, wide, pairs: [(0, 0)])
    #expect(mixed.isIdentical == [true] && !mixed.comparesBytes && mixed.angles == [0])
  }

  @Test func rowsWithoutDirectionHaveNoAngle() throws {
    let a = try matrix([0, 0, .nan, 1, 1, 1], columns: 2)
    let b = try matrix([1, 0, .nan, 1, .infinity, 1], columns: 2)
    let moves = RowMovements(a, b, pairs: (0..<3).map { ($0, $0) })
    #expect(moves.angles.allSatisfy { $0.isNaN })
    #expect(moves.distances[0] == 1 && moves.distances[1].isNaN && moves.distances[2].isNaN)
    #expect(moves.normsOfA[0] == 0 && moves.normsOfA[1].isNaN && moves.normsOfB[2].isNaN)
    #expect(moves.isIdentical == [false, true, false])
  }
}
