/// Models that are built alike: how their configuration becomes a tree of modules, and how their files name tensors.
///
/// A family is one file in Families/, which adds a value to ``all``.
package struct ModelFamily: Sendable {
  /// The value of `model_type` in config.json: `gpt2`.
  package let modelType: String
  /// The names that the tensors of its files have.
  package let tensors: FamilyTensors
  private let build: @Sendable (ModelConfiguration) throws -> ModuleTree

  init(
    modelType: String, tensors: FamilyTensors, build: @escaping @Sendable (ModelConfiguration) throws -> ModuleTree
  ) {
    self.modelType = modelType
    self.tensors = tensors
    self.build = build
  }

  /// The families that are known.
  package static let all: [ModelFamily] = [
    // Encoders.
    bert, roberta, xlmRoberta, distilBERT, albert, electra, mpnet, modernBERT,
    // Decoders.
    gpt2, gptNeoX, opt, llama, mistral, qwen2, qwen3, gemma, gemma2, gemma3Text, phi3,
    // Encoder and decoder, and models of text and pictures.
    t5, gemma3, clip, clipText,
  ]

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
