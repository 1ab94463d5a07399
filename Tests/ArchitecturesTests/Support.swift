import Architectures
import ByteFiles
import Checkpoints
import Tensors
import TestSupport
import Testing

/// A configuration from the text of a config.json.
func configuration(_ text: String) throws -> ModelConfiguration {
  try configuration(Array(text.utf8))
}

/// A configuration from the bytes of a config.json.
func configuration(_ bytes: [UInt8]) throws -> ModelConfiguration {
  try bytes.withUnsafeBytes { (bytes) throws in
    try ModelConfiguration(JSONValue(bytes, file: "config.json"), file: "config.json")
  }
}

/// The base model that a config.json describes.
func baseModel(_ text: String) throws -> ModuleTree {
  let configuration = try configuration(text)
  return try #require(ModelFamily.of(configuration)).baseModel(of: configuration)
}

func info(_ name: String, _ dimensions: [Int], _ dtype: DType? = .float32, typeName: String? = nil) -> TensorInfo {
  let shape = Shape(dimensions)
  return TensorInfo(
    name: name, typeName: typeName ?? dtype?.rawValue ?? "?", dtype: dtype, shape: shape,
    byteCount: shape.elementCount.flatMap { dtype?.byteCount(elements: $0) } ?? 0, file: "model.safetensors")
}

/// A file with exactly the parameters of `tree`, every name after `prefix`.
func infos(of tree: ModuleTree, prefix: String = "") -> [TensorInfo] {
  tree.namedParameters.map { info(prefix + $0.name, $0.parameter.shape.dimensions) }
}

/// What transformers prints and counts: Tests/Fixtures/architectures/models.json.
struct ArchitectureFixture: Decodable {
  struct Model: Decodable {
    /// The text of the config.json.
    var config: String
    /// The printout, as places in the list of all lines.
    var lines: [Int]
    /// The number of parameters.
    var total: Int
    /// The number of parameters in each child of the model.
    var children: [Int]
    /// How many tensors hold them.
    var tensors: Int
  }

  /// A GGUF file's metadata and the model that transformers makes of it.
  struct GGUFModel: Decodable {
    /// The text of an object of keys and values.
    var config: String
    var lines: [Int]
    var total: Int
    /// The shape of the table of tokens.
    var shape: [Int]
  }

  var transformers: String
  var lines: [String]
  var models: [Model]
  /// The texts of config.json files from which transformers builds no model.
  var refused: [String]
  var gguf: [GGUFModel]

  static func load(_ name: String = "architectures/models.json") throws -> ArchitectureFixture {
    try Fixture.decode(ArchitectureFixture.self, name)
  }

  func printout(_ numbers: [Int]) -> String {
    numbers.map { lines[$0] }.joined(separator: "\n")
  }
}
