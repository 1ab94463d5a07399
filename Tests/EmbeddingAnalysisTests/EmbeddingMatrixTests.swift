import EmbeddingAnalysis
import Tensors
import Testing

@Suite struct EmbeddingMatrixTests {
  @Test func rowsOfASmallMatrix() throws {
    let matrix = try matrix([1, 2, 3, 4, 5, 6], columns: 3)
    #expect(matrix.rowCount == 2)
    #expect(matrix.columnCount == 3)
    #expect(matrix.row(0) == [1, 2, 3])
    #expect(matrix.row(1) == [4, 5, 6])
    #expect(matrix.name == "wte.weight")
    #expect(matrix.dtype == .float32)
  }

  @Test func otherTypesAreConverted() throws {
    let doubles = try EmbeddingMatrix(tensor(bytes([0.1, 2, -3, 4]), .float64, [2, 2]))
    #expect(doubles.row(0) == [0.1, 2])
    // 1.0, -2.0 and 0.5 as halves and as bfloat16.
    let halves = try EmbeddingMatrix(tensor(bytes([0x3C00, 0xC000, 0x3800] as [UInt16]), .float16, [1, 3]))
    #expect(halves.row(0) == [1, -2, 0.5])
    let brains = try EmbeddingMatrix(tensor(bytes([0x3F80, 0xC000, 0x3F00] as [UInt16]), .bfloat16, [1, 3]))
    #expect(brains.row(0) == [1, -2, 0.5])
    // One block of Q8_0: the scale 0.5 and the bytes 0, 1, 2 …
    let block = bytes([0x3800] as [UInt16]) + (0..<32).map { UInt8($0) }
    let quantised = try EmbeddingMatrix(tensor(block + block, .q8_0, [2, 32]))
    #expect(quantised.row(1) == (0..<32).map { Float($0) / 2 })
  }

  // MARK: Rows that tokens share

  @Test func sharedRows() throws {
    let table = tensor(bytes([1, 2, 3, 4, 5, 6] as [Float]), .float32, [3, 2])
    let matrix = try EmbeddingMatrix(table, storedRows: [2, 0, 0, 1])
    #expect(matrix.rowCount == 4)
    #expect((0..<4).map { matrix.row($0) } == [[5, 6], [1, 2], [1, 2], [3, 4]])
    #expect(matrix.mapRowBlocks { Array($0.values) }.flatMap { $0 } == [5, 6, 1, 2, 1, 2, 3, 4])
    #expect(DuplicateRows.groups(of: matrix).map { Array($0) } == [[1, 2]])
    let copy = try EmbeddingAnalysisTests.matrix([5, 6, 1, 2, 1, 2, 3, 4], columns: 2)
    #expect(RowStatistics(of: matrix) == RowStatistics(of: copy))
    #expect(!matrix.holdsSameBytes(as: try EmbeddingMatrix(table)))
    #expect(matrix.holdsSameBytes(as: try EmbeddingMatrix(table, storedRows: [2, 0, 0, 1])))
  }

  @Test func sharedRowsOfBlocks() throws {
    let values = (0..<8).map { Double($0) }
    let matrix = try EmbeddingMatrix(tensor(bytes(values), .float64, [4, 2]), storedRows: [3, 3])
    #expect(matrix.mapRowBlocks { Array($0.values) }.flatMap { $0 } == [6, 7, 6, 7])
  }

  @Test(arguments: [[0, 3], [-1], [0, .max]]) func sharedRowsThatAreNotThere(rows: [Int]) {
    let table = tensor(bytes([1, 2, 3, 4, 5, 6] as [Float]), .float32, [3, 2])
    let error = #expect(throws: EmbeddingAnalysisError.self) { try EmbeddingMatrix(table, storedRows: rows) }
    #expect(error?.description.contains("has rows 0 to 2") == true)
  }

  @Test func noSharedRows() {
    let table = tensor(bytes([1, 2] as [Float]), .float32, [1, 2])
    #expect(throws: EmbeddingAnalysisError.self) { try EmbeddingMatrix(table, storedRows: []) }
  }

  /// A header of odd length leaves the floats of a safetensors file at any address.
  @Test(arguments: 0..<4) func unalignedFloats(offset: Int) throws {
    let values = (0..<300).map { Float($0) }
    let matrix = try matrix(values, columns: 3, offset: offset)
    #expect(matrix.row(99) == [297, 298, 299])
    #expect(matrix.mapRowBlocks { Array($0.values) }.flatMap { $0 } == values)
    #expect(RowStatistics(of: matrix) == RowStatistics(of: try EmbeddingAnalysisTests.matrix(values, columns: 3)))
  }

  @Test func mappedFloatsAreNotCopied() throws {
    let tensor = tensor(bytes([1, 2, 3, 4] as [Float]), .float32, [2, 2])
    let matrix = try EmbeddingMatrix(tensor)
    tensor.withUnsafeBytes { stored in
      let starts = matrix.mapRowBlocks { Int(bitPattern: $0.values.baseAddress) }
      #expect(starts.first == Int(bitPattern: stored.baseAddress))
    }
  }

  @Test(arguments: [1, 63, 64, 65, 1000, 100_000]) func blocksCoverAllRowsInOrder(rows: Int) throws {
    let values = (0..<(rows * 3)).map { Float($0 % 1000) }
    let matrix = try matrix(values, columns: 3)
    let blocks = matrix.mapRowBlocks { $0.rows }
    #expect(blocks.flatMap { $0 } == Array(0..<rows))
    #expect(blocks.count <= 64)
    // The type changes nothing about the blocks.
    let doubles = try EmbeddingMatrix(tensor(bytes(values.map(Double.init)), .float64, [rows, 3]))
    #expect(doubles.mapRowBlocks { $0.rows } == blocks)
  }

  @Test func aWideRowIsABlockOfItsOwn() throws {
    let matrix = try matrix([Float](repeating: 1, count: 3 << 18), columns: 1 << 18)
    #expect(matrix.mapRowBlocks { $0.rows } == [0..<1, 1..<2, 2..<3])
  }

  @Test func blocksOfSomeRows() throws {
    let matrix = try matrix((0..<1000).map { Float($0) }, columns: 2)
    var seen: [Int] = []
    matrix.forEachRowBlock(of: 123..<321) { block in
      seen += block.rows
      #expect(block[row: block.rows.upperBound - 1][1] == Float(block.rows.upperBound * 2 - 1))
    }
    #expect(seen == Array(123..<321))
  }

  @Test(arguments: [[], [4], [2, 2, 1]] as [[Int]]) func onlyMatrices(shape: [Int]) {
    let count = shape.reduce(1, *)
    #expect(throws: EmbeddingAnalysisError.notAMatrix(tensor: "wte.weight", shape: Shape(shape))) {
      try EmbeddingMatrix(tensor(bytes([Float](repeating: 0, count: count)), .float32, shape))
    }
  }

  @Test(arguments: [[0, 4], [4, 0]]) func noEmptyMatrix(shape: [Int]) {
    #expect(throws: EmbeddingAnalysisError.notAMatrix(tensor: "wte.weight", shape: Shape(shape))) {
      try EmbeddingMatrix(tensor([], .float32, shape))
    }
  }

  @Test func noIntegersAndNoSplitBlocks() {
    #expect(throws: EmbeddingAnalysisError.notReal(tensor: "wte.weight", found: .int64)) {
      try EmbeddingMatrix(tensor([UInt8](repeating: 0, count: 32), .int64, [2, 2]))
    }
    // Two rows of 16 values make one whole block, but no row is one.
    #expect(throws: EmbeddingAnalysisError.splitBlocks(tensor: "wte.weight", columns: 16, dtype: .q8_0)) {
      try EmbeddingMatrix(tensor([UInt8](repeating: 0, count: 34), .q8_0, [2, 16]))
    }
  }
}
