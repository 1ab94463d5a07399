import Tensors
import Testing

/// OpenBLAS chooses its kernels by the processor: every product is compared with plain loops on the one that runs the test.
@Suite struct LinearAlgebraTests {
  let algebra: LinearAlgebra

  init() throws {
    algebra = try LinearAlgebra.load()
  }

  @Test func productsByHand() {
    // [1 2 3; 4 5 6] times [1 0; 0 1; 1 1].
    #expect(product([1, 2, 3, 4, 5, 6], [2, 3], [1, 0, 0, 1, 1, 1], [3, 2]) == [4, 5, 10, 11])
  }

  @Test(arguments: [(1, 1, 1), (3, 5, 2), (17, 33, 65), (70, 30, 259)])
  func productsAsPlainLoops(m: Int, n: Int, k: Int) {
    checkProducts(of: Float.self, m, n, k, tolerance: 1e-6)
    checkProducts(of: Double.self, m, n, k, tolerance: 1e-15)
  }

  @Test func partsScaleAndSum() {
    // Rows 1..<3 and columns 1..<3 of a 4x4 matrix, squared, doubled, and added to ones in the middle of zeros.
    let a = (0..<16).map(Float.init)
    var c = [Float](repeating: 0, count: 16)
    for index in [5, 6, 9, 10] { c[index] = 1 }
    a.withUnsafeBufferPointer { a in
      c.withUnsafeMutableBufferPointer { c in
        let part = MatrixView(a, rowCount: 4, columnCount: 4).part(rows: 1..<3, columns: 1..<3)
        let target = MutableMatrixView(c, rowCount: 4, columnCount: 4).part(rows: 1..<3, columns: 1..<3)
        algebra.multiply(part, part, into: target, scale: 2, adding: true)
      }
    }
    // [5 6; 9 10]² = [79 90; 135 154].
    #expect(c == [0, 0, 0, 0, 0, 159, 181, 0, 0, 271, 309, 0, 0, 0, 0, 0])
  }

  @Test func parallelProductsHaveTheBitsOfTheirTiles() {
    let (m, n, k) = (530, 520, 12)
    let a = noise(m * k, seed: 1).map(Float.init)
    let b = noise(n * k, seed: 2).map(Float.init)
    let results = (0..<3).map { _ in
      result(m * n) { (c: UnsafeMutableBufferPointer<Float>) in
        a.withUnsafeBufferPointer { a in
          b.withUnsafeBufferPointer { b in
            algebra.parallelMultiply(
              MatrixView(a, rowCount: m, columnCount: k), MatrixView(b, rowCount: n, columnCount: k).transposed,
              into: MutableMatrixView(c, rowCount: m, columnCount: n))
          }
        }
      }
    }
    #expect(results.allSatisfy { $0 == results[0] })
    for index in stride(from: 0, to: m * n, by: 61) {
      let expected = (0..<k).reduce(0.0) { $0 + Double(a[index / n * k + $1]) * Double(b[index % n * k + $1]) }
      #expect(abs(Double(results[0][index]) - expected) < 1e-6)
    }
  }

  @Test func crossProductsAreSymmetric() {
    let (m, k) = (77, 401)
    let a = noise(m * k, seed: 3)
    let c: [Double] = result(k * k) { c in
      a.withUnsafeBufferPointer { a in
        algebra.crossProducts(
          of: MatrixView(a, rowCount: m, columnCount: k), into: MutableMatrixView(c, rowCount: k, columnCount: k))
      }
    }
    for i in stride(from: 0, to: k, by: 23) {
      for j in stride(from: 0, to: k, by: 3) {
        #expect(c[i * k + j] == c[j * k + i])
        let expected = (0..<m).reduce(0.0) { $0 + a[$1 * k + i] * a[$1 * k + j] }
        #expect(abs(c[i * k + j] - expected) < 1e-13)
      }
    }
  }

  @Test func lowerCrossProductsAreHalfOfThem() {
    let (m, k) = (77, 301)
    let a = noise(m * k, seed: 4).map(Float.init)
    let c: [Float] = result(k * k) { c in
      a.withUnsafeBufferPointer { a in
        algebra.lowerCrossProducts(
          of: MatrixView(a, rowCount: m, columnCount: k).rows(0..<50),
          into: MutableMatrixView(c, rowCount: k, columnCount: k))
        algebra.lowerCrossProducts(
          of: MatrixView(a, rowCount: m, columnCount: k).rows(50..<m),
          into: MutableMatrixView(c, rowCount: k, columnCount: k), adding: true)
      }
    }
    for i in stride(from: 0, to: k, by: 23) {
      for j in stride(from: 0, through: i, by: 3) {
        let expected = (0..<m).reduce(0.0) { $0 + Double(a[$1 * k + i]) * Double(a[$1 * k + j]) }
        #expect(abs(Double(c[i * k + j]) - expected) < 1e-5)
      }
    }
  }

  @Test func emptyMatrices() {
    #expect(product([], [0, 3], [1, 2, 3], [3, 1]) == [])
    // A sum of no terms is 0.
    #expect(product([], [2, 0], [], [0, 2]) == [0, 0, 0, 0])
  }

  private func product(_ a: [Float], _ shapeA: [Int], _ b: [Float], _ shapeB: [Int]) -> [Float] {
    result(shapeA[0] * shapeB[1]) { c in
      a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          algebra.multiply(
            MatrixView(a, rowCount: shapeA[0], columnCount: shapeA[1]),
            MatrixView(b, rowCount: shapeB[0], columnCount: shapeB[1]),
            into: MutableMatrixView(c, rowCount: shapeA[0], columnCount: shapeB[1]))
        }
      }
    }
  }

  /// A·B for all ways to store A [m, k] and B [k, n], with gaps between the rows.
  private func checkProducts<Element: LinearAlgebraElement>(
    of type: Element.Type, _ m: Int, _ n: Int, _ k: Int, tolerance: Double
  ) {
    let a = noise(m * k, seed: 4).map { Element($0) }
    let b = noise(n * k, seed: 5).map { Element($0) }
    let reference = plainProduct(a.map(Double.init), b.map(Double.init), m, n, k)
    for (transposedA, transposedB) in [(false, false), (false, true), (true, false), (true, true)] {
      let storedA = stored(a, m, k, transposed: transposedA, gap: 3)
      let storedB = stored(b, n, k, transposed: !transposedB, gap: 1)
      let c: [Element] = result(m * n) { c in
        storedA.withUnsafeBufferPointer { a in
          storedB.withUnsafeBufferPointer { b in
            let rowsA = transposedA ? k : m
            let rowsB = transposedB ? n : k
            let viewA = MatrixView(
              a, rowCount: rowsA, columnCount: transposedA ? m : k, rowStride: (transposedA ? m : k) + 3)
            let viewB = MatrixView(
              b, rowCount: rowsB, columnCount: transposedB ? k : n, rowStride: (transposedB ? k : n) + 1)
            algebra.multiply(
              transposedA ? viewA.transposed : viewA, transposedB ? viewB.transposed : viewB,
              into: MutableMatrixView(c, rowCount: m, columnCount: n))
          }
        }
      }
      let error = zip(c, reference).map { abs(Double($0) - $1) }.max() ?? 0
      #expect(error <= tolerance * Double(k), "\(type) \(m)x\(n)x\(k), \(transposedA), \(transposedB)")
    }
  }

  /// The rows of [rows, columns], or its columns, one after the other with `gap` values of NaN between them.
  private func stored<Element: LinearAlgebraElement>(
    _ values: [Element], _ rows: Int, _ columns: Int, transposed: Bool, gap: Int
  ) -> [Element] {
    let padding = [Element](repeating: .nan, count: gap)
    if transposed {
      return (0..<columns).flatMap { column in (0..<rows).map { values[$0 * columns + column] } + padding }
    }
    return (0..<rows).flatMap { values[$0 * columns..<($0 + 1) * columns] + padding }
  }
}

@Suite struct DecompositionTests {
  let algebra: LinearAlgebra

  init() throws {
    algebra = try LinearAlgebra.load()
  }

  @Test func eigenByHand() throws {
    let eigen = try algebra.eigen(symmetric: [2.0, 1, 1, 2], order: 2)
    #expect(abs(eigen.values[0] - 1) < 1e-15 && abs(eigen.values[1] - 3) < 1e-15)
    #expect(abs(abs(eigen.vector(1)[2]) - 0.5.squareRoot()) < 1e-15)
    #expect(try algebra.eigen(symmetric: [Float(7)], order: 1).values == [7])
    #expect(try algebra.eigen(symmetric: [Double](), order: 0).values == [])
  }

  @Test func onlyTheLowerTriangleIsRead() throws {
    #expect(
      try algebra.eigen(symmetric: [2.0, -9, 1, 2], order: 2).values
        == algebra.eigen(symmetric: [2.0, 1, 1, 2], order: 2).values)
  }

  @Test func eigenvectorsSatisfyTheirEquation() throws {
    let n = 150
    let a = noise(n * n, seed: 6)
    let symmetric = (0..<n * n).map { a[$0] + a[$0 % n * n + $0 / n] }
    let eigen = try algebra.eigen(symmetric: symmetric, order: n)
    let single = try algebra.eigen(symmetric: symmetric.map(Float.init), order: n)
    #expect(eigen.values == eigen.values.sorted())
    #expect(zip(eigen.values, single.values).allSatisfy { abs($0 - Double($1)) < 1e-4 })
    for index in stride(from: 0, to: n, by: 10) {
      let vector = Array(eigen.vector(index))
      for row in 0..<n {
        let image = (0..<n).reduce(0.0) { $0 + symmetric[row * n + $1] * vector[$1] }
        #expect(abs(image - eigen.values[index] * vector[row]) < 1e-12)
      }
      #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-13)
    }
  }

  @Test(arguments: [(40, 7), (7, 40), (1, 3), (5, 1)])
  func singularValuesRebuildTheMatrix(m: Int, n: Int) throws {
    let a = noise(m * n, seed: 7)
    let parts = try algebra.singularValues(a, rows: m, columns: n)
    let k = min(m, n)
    #expect(parts.values == parts.values.sorted(by: >))
    for row in 0..<m {
      for column in 0..<n {
        let value = (0..<k).reduce(0.0) {
          $0 + parts.left[row * k + $1] * parts.values[$1] * parts.right[$1 * n + column]
        }
        #expect(abs(value - a[row * n + column]) < 1e-14)
      }
    }
  }

  @Test func singularValuesByHand() throws {
    // The rows are at right angles, with lengths 5 and 2.
    #expect(try algebra.singularValues([3, 4, 0, 0, 0, 2], rows: 2, columns: 3).values == [5, 2])
  }

  @Test func numbersThatAreNotFiniteAreNamed() {
    #expect(throws: TensorsError.notFinite(operation: "eigenproblem", row: 1, column: 0)) {
      try algebra.eigen(symmetric: [1.0, 0, .nan, 1], order: 2)
    }
    #expect(throws: TensorsError.notFinite(operation: "singular values", row: 0, column: 2)) {
      try algebra.singularValues([1, 2, .infinity], rows: 1, columns: 3)
    }
  }
}

/// Numbers between -0.5 and 0.5.
private func noise(_ count: Int, seed: UInt64) -> [Double] {
  var random = SeededRandom(seed: seed)
  return (0..<count).map { _ in Double.random(in: -0.5...0.5, using: &random) }
}

/// A·Bᵀ of A [m, k] and B [n, k], sums in 64-bit arithmetic.
private func plainProduct(_ a: [Double], _ b: [Double], _ m: Int, _ n: Int, _ k: Int) -> [Double] {
  (0..<m * n).map { index in
    (0..<k).reduce(0.0) { $0 + a[index / n * k + $1] * b[index % n * k + $1] }
  }
}

private func result<Element: LinearAlgebraElement>(
  _ count: Int, _ body: (UnsafeMutableBufferPointer<Element>) -> Void
) -> [Element] {
  var values = [Element](repeating: 0, count: count)
  values.withUnsafeMutableBufferPointer { body($0) }
  return values
}
