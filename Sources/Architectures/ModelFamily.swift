/// Models that are built alike: how their configuration becomes a tree of modules, and how their files name tensors.
///
/// A family is one file in Families/, which adds a value to ``all``.
package struct ModelFamily: Sendable {
  /// The value of `model_type` in config.json: `gpt2`.
  package let modelType: String
  /// What the names of the base model's tensors start with in a file that was saved with a head: `transformer`.
  let prefix: String
  /// The ends of the names of tensors that are no parameters: masks, lists of positions.
  let buffers: [String]
  private let build: @Sendable (ModelConfiguration) throws -> ModuleTree

  init(
    modelType: String, prefix: String, buffers: [String],
    build: @escaping @Sendable (ModelConfiguration) throws -> ModuleTree
  ) {
    self.modelType = modelType
    self.prefix = prefix
    self.buffers = buffers
    self.build = build
  }

  /// The families that are known.
  package static let all: [ModelFamily] = [gpt2, bert]

  /// The family of the model that `configuration` describes, by its `model_type`; nil for one that is not known.
  package static func of(_ configuration: ModelConfiguration) -> ModelFamily? {
    all.first { $0.modelType == configuration.modelType }
  }

  /// The base model, whatever head the weights were saved with: a `GPT2LMHeadModel` gives a `GPT2Model`.
  ///
  /// Throws where the configuration has a field from which transformers, too, would build no model.
  package func baseModel(of configuration: ModelConfiguration) throws -> ModuleTree {
    try configuration.refusePerLayerChanges()
    return try build(configuration)
  }
}
