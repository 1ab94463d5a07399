import Checkpoints
import Tensors
import Testing

@testable import Architectures

/// The tensors of a published model by name and shape, as far as they bear on which one is the table of tokens.
///
/// Names and shapes are those of the repository's own weights, or of what the named code builds and saves.
struct PublishedLayout: Sendable, CustomTestStringConvertible {
  /// The repository, and what of its weights or whose code this is.
  let source: String
  /// What of config.json bears on the choice; nil for a model without one.
  let configuration: String?
  /// How many tokens the tokenizer has; nil for none.
  let tokenizerSize: Int?
  let tensors: [(name: String, shape: [Int])]
  /// The table of tokens; nil for a model without one.
  let table: String?
  /// The others that the choice names, in the file's order.
  let others: [String]

  init(
    _ source: String, _ configuration: String?, tokens tokenizerSize: Int?, _ tensors: KeyValuePairs<String, [Int]>,
    table: String?, others: [String] = []
  ) {
    self.source = source
    self.configuration = configuration
    self.tokenizerSize = tokenizerSize
    self.tensors = tensors.map { ($0.key, $0.value) }
    self.table = table
    self.others = others
  }

  var testDescription: String { source }

  var infos: [TensorInfo] { tensors.map { info($0.name, $0.shape) } }

  func parsedConfiguration() throws -> ModelConfiguration? {
    try configuration.map { try ArchitecturesTests.configuration($0) }
  }
}
