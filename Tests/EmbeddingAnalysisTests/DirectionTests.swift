import EmbeddingAnalysis
import Tensors
import Testing

@Suite struct DirectionTests {
  /// Four words on a parallelogram, and two that lie elsewhere.
  private let rows: [Float] = [1, 0, 1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 5, 5, 0]

  @Test func analogyByHand() throws {
    let matrix = try matrix(rows, columns: 3)
    let solver = AnalogySolver(matrix, candidates: Array(0..<6), limit: 2)
    // Row 0 is (1, 0, 1), row 1 (0, 1, 1), row 2 (1, 1, 0), row 3 (1, 1, 1), row 4 zeros, row 5 (5, 5, 0).
    let question = AnalogySolver.Question(a: 0, b: 1, c: 2)
    let additive = try solver.solve([question], method: .additive)[0]
    // cos(b) - cos(a) + cos(c): row 3 has √(2/3) each, row 5 has 1/2 - 1/2 + 1.
    #expect(additive.map(\.id) == [5, 3])
    #expect(abs(additive[0].score - 1) < 1e-12 && abs(additive[1].score - (2.0 / 3).squareRoot()) < 1e-12)
    let multiplicative = try solver.solve([question], method: .multiplicative)[0]
    #expect(multiplicative.map(\.id) == [5, 3])
    #expect(abs(multiplicative[0].score - 0.75 / (0.75 + 1e-6)) < 1e-12)
  }

  @Test func aQuestionWithoutDirectionHasNoAnswer() throws {
    let matrix = try matrix(rows, columns: 3)
    let solver = AnalogySolver(matrix, candidates: Array(0..<6), limit: 2)
    #expect(
      try solver.solve([.init(a: 0, b: 4, c: 1), .init(a: 0, b: 0, c: 0)], method: .additive).map(\.count) == [0, 2])
    #expect(try solver.solve([], method: .additive).isEmpty)
  }

  @Test func solverAndSearchesAgree() throws {
    let values = MatrixCase(seed: 9, rows: 3000, columns: 24, scale: 1, offset: 0.05, outlier: 0).values
    let matrix = try matrix(values, columns: 24)
    let questions = (0..<40).map { AnalogySolver.Question(a: $0, b: $0 * 7 + 1, c: $0 * 31 + 2) }
    let solver = AnalogySolver(matrix, candidates: Array(0..<3000), limit: 5)
    let additive = try solver.solve(questions, method: .additive)
    let multiplicative = try solver.solve(questions, method: .multiplicative)
    for (index, question) in questions.enumerated() {
      let ids = [question.b, question.a, question.c]
      let vectors = ids.compactMap { Vectors.unit(matrix.row($0).map(Double.init)) }
      let query = try #require(Vectors.mean(vectors, weights: [1, -1, 1]))
      let found = NeighborSearch(matrix).nearest(to: [query], excluding: [ids], k: 5).lists[0]
      #expect(additive[index].map(\.id) == found.map(\.id))
      let products = MultiplicativeSearch(matrix).nearest(to: vectors, weights: [1, -1, 1], excluding: ids, k: 5)
      #expect(multiplicative[index].map(\.id) == products.map(\.id))
      for (a, b) in zip(multiplicative[index], products) { #expect(abs(a.score - b.score) < 1e-12) }
    }
  }

  @Test func multiplicativeByHand() throws {
    let matrix = try matrix(rows, columns: 3)
    let search = MultiplicativeSearch(matrix)
    // Twice the weight is the square.
    let found = search.nearest(to: [[2, 2, 0], [0, 0, 1]], weights: [2, -1], k: 10)
    #expect(found.map(\.id) == [2, 5, 3, 0, 1])
    #expect(abs(found[0].score - 1 / (0.5 + 1e-6)) < 1e-9)
    #expect(abs(found[4].score - 0.5625 / ((1 + 0.5.squareRoot()) / 2 + 1e-6)) < 1e-9)
    #expect(search.nearest(to: [[1, 0, 0]], weights: [1], excluding: [0, 1, 2, 3, 5], k: 3).isEmpty)
  }

  @Test func vectorsByHand() throws {
    #expect(Vectors.cosine([1, 0], [1, 1]).map { abs($0 - 0.5.squareRoot()) < 1e-15 } == true)
    #expect(Vectors.cosine([0, 0], [1, 1]) == nil && Vectors.unit([.nan, 1]) == nil)
    #expect(Vectors.mean([[1, 0], [0, 1]], weights: [1, -1]) == [0.5, -0.5])
    #expect(Vectors.mean([[0.1, 0.2], [0.1, 0.2]], weights: [1, -1]) == nil)
    #expect(Vectors.mean([[0.3, 0.1], [0.1, 0.1], [0.2, 0]], weights: [0.7, -0.7, -0.7]) == nil)
  }
}
