import Foundation
import TestSupport
import Workspace

/// The two small models that Scripts/fixtures/studies.py wrote.
enum TinyModels {
  static let gpt2 = Fixture.path("models/tiny-gpt2")
  static let bert = Fixture.path("models/tiny-bert")

  static func open() throws -> [OpenModel] { try [OpenModel(gpt2), OpenModel(bert)] }

  static func expected() throws -> Expected { try Fixture.decode(Expected.self, "studies/expected.json") }
}

/// What the references say.
struct Expected: Decodable {
  struct Distribution: Decodable {
    var binEdges: [Double]
    var counts: [Int]
    var density: [Double]
    var min: Double
    var max: Double
    var average: Double
  }

  struct Lengths: Decodable {
    var lengths: [Int]
    var counts: [Int]
  }

  struct Word: Decodable {
    var splitInto: [[Int]]
    var afterSpace: [Int]
    var r: Double
  }

  struct Heatmap: Decodable {
    var first: [Int]
    var mean: [Double]
    var minimum: [Double]
    var maximum: [Double]
    var meanAbsolute: [Double]
  }

  var lengths: [String: [String: Lengths]]
  var stats: [String: [String: Distribution]]
  var index: Int
  var indexR: Double
  var compare: [String: Word]
  var heatmap: Heatmap
}

/// Whether two numbers agree to `tolerance`, relative to the second.
func agree(_ value: Double?, _ reference: Double, relative tolerance: Double = 1e-9) -> Bool {
  value.map { abs($0 - reference) <= tolerance * abs(reference) } ?? false
}
