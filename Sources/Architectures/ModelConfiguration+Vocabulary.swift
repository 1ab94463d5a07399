import ByteFiles

extension ModelConfiguration {
  /// The parts of a configuration that describe the model of words within one that joins it with others.
  private static let textParts = [
    "text_config", "thinker_config", "llm_config", "language_config", "language_model_config", "text_encoder",
    "text_model_config", "lm_config", "encoder", "decoder",
  ]

  /// The vocabulary sizes that the configuration states, the whole model's first, then those of the parts that read or
  /// write words; a decoder's last.
  package var vocabularySizes: [Int] {
    textConfigurations.flatMap { part in
      ["vocab_size", "n_vocab", "padded_vocab_size", "decoder_vocab_size"].compactMap { part[$0]?.integer }
    }
  }

  /// The types of the model and of its parts that read or write words, outermost first.
  package var modelTypes: [String] { textConfigurations.compactMap { $0["model_type"]?.string } }

  /// Whether a matrix for the output is said to be the token embeddings; nil where nothing is said.
  package var tiesEmbeddings: Bool? {
    let stated = textConfigurations.compactMap { $0["tie_word_embeddings"] }
    return stated.contains(.bool(true)) ? true : stated.contains(.bool(false)) ? false : nil
  }

  /// The configuration and the parts within it, at most three deep, outer ones first.
  private var textConfigurations: [JSONValue] {
    var found = [json]
    var next = found
    for _ in 0..<3 {
      next = next.flatMap { part in Self.textParts.compactMap { part[$0] }.filter { $0.members != nil } }
      found += next
    }
    return found
  }
}
