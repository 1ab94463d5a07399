import EmbeddingAnalysis
import Tensors
import TestSupport

/// Bytes that a tensor looks at, at any distance from an address that fits their type.
final class HeldBytes: Sendable {
  // SAFETY: written in init only, read afterwards, freed in deinit.
  nonisolated(unsafe) let memory: UnsafeMutableRawBufferPointer
  let count: Int
  let offset: Int

  init(_ bytes: [UInt8], offset: Int) {
    memory = .allocate(byteCount: bytes.count + offset, alignment: 16)
    count = bytes.count
    self.offset = offset
    UnsafeMutableRawBufferPointer(rebasing: memory[offset...]).copyBytes(from: bytes)
  }

  deinit { memory.deallocate() }

  var view: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[offset..<(offset + count)]) }
}

func bytes(_ values: [some Any]) -> [UInt8] {
  values.withUnsafeBytes { Array($0) }
}

func tensor(_ bytes: [UInt8], _ dtype: DType, _ shape: [Int], offset: Int = 0) -> Tensor {
  let held = HeldBytes(bytes, offset: offset)
  return Tensor(name: "wte.weight", dtype: dtype, shape: Shape(shape), bytes: held.view, owner: held)
}

func matrix(_ values: [Float], columns: Int, offset: Int = 0) throws -> EmbeddingMatrix {
  try EmbeddingMatrix(tensor(bytes(values), .float32, [values.count / columns, columns], offset: offset))
}

/// A matrix of the fixture, made of the same random numbers.
struct MatrixCase: Decodable {
  var seed: UInt64
  var rows: Int
  var columns: Int
  var scale: Float
  var offset: Float
  var outlier: Float

  var values: [Float] {
    var random = SeededRandom(seed: seed)
    var values = (0..<(rows * columns)).map { _ in
      let unit = Float(random.next() >> 40) * 0x1p-24 - 0.5
      let scaled = unit * scale
      return scaled + offset
    }
    for row in 0..<rows where outlier != 0 { values[row * columns] += outlier }
    return values
  }
}

/// The doubles whose bits these are in hexadecimal.
func doubles(_ bits: [String]) -> [Double] {
  bits.compactMap { UInt64($0, radix: 16).map(Double.init(bitPattern:)) }
}

/// The floats whose bits these are in hexadecimal.
func floats(_ bits: [String]) -> [Float] {
  bits.compactMap { UInt32($0, radix: 16).map(Float.init(bitPattern:)) }
}

/// What NumPy says: Tests/Fixtures/analysis/numpy.json.
struct NumPyFixture: Decodable {
  struct Statistics: Decodable {
    var means: [Double]
    var variances: [Double]
  }
  struct HistogramCase: Decodable {
    var name: String
    var bins: Int
    var values: [String]
    var binEdges: [String]
    var counts: [Int]
    var density: [String]
  }
  struct CorrelationCase: Decodable {
    var name: String
    var a: [String]
    var b: [String]
    var r: Double
  }
  struct Heatmap: Decodable {
    var width: Int
    var tokens: [Int]
    var meanCells: [Double]
    var maximumCells: [Double]
    var means: [Double]
    var minima: [Double]
    var maxima: [Double]
    var meanAbsolutes: [Double]
  }
  /// An expectation and, in the same object, the matrix it is about.
  struct OfMatrix<Expected: Decodable>: Decodable {
    var matrix: MatrixCase
    var expected: Expected

    init(from decoder: any Decoder) throws {
      matrix = try MatrixCase(from: decoder)
      expected = try Expected(from: decoder)
    }
  }

  var numpy: String
  var statistics: [OfMatrix<Statistics>]
  var histograms: [HistogramCase]
  var correlations: [CorrelationCase]
  var heatmaps: [OfMatrix<Heatmap>]

  static func load() throws -> NumPyFixture {
    try Fixture.decode(NumPyFixture.self, "analysis/numpy.json")
  }
}
