import EmbeddingAnalysis
import Tensors
import TestSupport
import Testing

/// A matrix of 32-bit floats.
func matrix(_ values: [Float], columns: Int) throws -> EmbeddingMatrix {
  try EmbeddingMatrix(
    .owned("wte.weight", rows: values.count / columns, columns: columns) { _ = $0.update(fromContentsOf: values) })
}

/// What scikit-learn, openTSNE and umap-learn say: Tests/Fixtures/projections/references.json.
struct References: Decodable {
  struct Components: Decodable {
    var variances: [Double]
    var ratios: [Double]
    var coordinates: [Float]
    var trustworthiness: Double
  }
  struct TSNEMap: Decodable {
    var conditional: [Float]
    var divergence: Double
    var trustworthiness: Double
  }
  struct Curve: Decodable {
    var minimumDistance: Double
    var a: Double
    var b: Double
  }
  struct UMAPMap: Decodable {
    var edges: Int
    var weight: Double
    var firstIDs: [Int32]
    var firstWeights: [Float]
    var curves: [Curve]
    var trustworthiness: Double
  }

  var rows: Int
  var columns: Int
  var groups: Int
  var seed: UInt64
  var pca: Components
  var tsne: TSNEMap
  var umap: UMAPMap

  static func load() throws -> References {
    try Fixture.decode(References.self, "projections/references.json")
  }

  /// Rows around `groups` centres, made of the same random numbers as the script makes them.
  var values: [Float] {
    var random = SeededRandom(seed: seed)
    let units = (0..<(groups + rows) * columns).map { _ in Float(random.next() >> 40) * 0x1p-24 * 2 - 1 }
    return (0..<rows * columns).map { index in
      let centre = units[index / columns % groups * columns + index % columns]
      return centre + units[groups * columns + index] * 0.8
    }
  }

  func matrix() throws -> EmbeddingMatrix { try ProjectionsTests.matrix(values, columns: columns) }

  /// The first 64 rows: what is quick enough without optimisation.
  func fewRows() throws -> EmbeddingMatrix { try ProjectionsTests.matrix(fewValues, columns: columns) }

  var fewValues: [Float] { Array(values[..<(64 * columns)]) }
}

/// Whether the tests are built without optimisation, where thousands of steps over all pairs take minutes.
let isUnoptimised = _isDebugAssertConfiguration()

extension Trait where Self == ConditionTrait {
  /// Leaves a test of a whole map out where it would take minutes; the run says so.
  static var optimised: Self {
    .disabled(if: isUnoptimised, "a whole map takes minutes without optimisation: swift test -c release runs it")
  }
}
