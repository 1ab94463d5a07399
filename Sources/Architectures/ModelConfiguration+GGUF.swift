package import ByteFiles
package import Checkpoints
import Tensors

/// GGUF's metadata as the configuration that a model's config.json would hold.
extension ModelConfiguration {
  /// The configuration of the model in a GGUF file with these tensors; nil where the file does not say enough.
  package init?(gguf metadata: GGUFMetadata, tensors: [TensorInfo], file: String) throws {
    try self.init(gguf: { try metadata.value($0).map(JSONValue.init(gguf:)) }, tensors: tensors, file: file)
  }

  /// The configuration of the model in a GGUF file; nil where its family is not known, or the file does not say enough of
  /// it to tell how the model is built.
  ///
  /// `value` gives the metadata's value of a key, a 32-bit float widened as Python does; `tensors` are those of the file,
  /// which say what the metadata does not: the size of the vocabulary, and which layers have a bias.
  package init?(gguf value: (String) throws -> JSONValue?, tensors: [TensorInfo], file: String) throws {
    guard let architecture = try value("general.architecture")?.string, let names = GGUFNames.of(architecture) else {
      return nil
    }
    let shapes = Dictionary(tensors.map { ($0.name, $0.shape.dimensions) }) { first, _ in first }
    var members = [JSONValue.Member(key: "model_type", value: .string(names.modelType))]
    for (key, field) in names.fields {
      guard let found = try value("\(architecture).\(key)") else { continue }
      // A value for each layer: the layers differ, as no family's here do.
      guard found.array == nil else { return nil }
      members.append(.init(key: field, value: found))
    }
    for (tensor, field) in names.rows {
      if let rows = shapes[tensor]?.first { members.append(.init(key: field, value: .integer(rows))) }
    }
    for (tensor, field) in names.flags { members.append(.init(key: field, value: .bool(shapes[tensor] != nil))) }
    if let padding = try value("tokenizer.ggml.padding_token_id") {
      members.append(.init(key: "pad_token_id", value: padding))
    }
    members += names.constants
    guard try names.isCertain(members, value, shapes) else { return nil }
    try self.init(.object(members), file: file)
  }
}

extension JSONValue {
  fileprivate init(gguf value: GGUFValue) {
    switch value {
    case .integer(let number): self = .integer(number)
    case .unsigned(let number): self = .double(Double(number))
    case .float(let number): self = .double(Double(number))
    case .double(let number): self = .double(number)
    case .bool(let flag): self = .bool(flag)
    case .string(let bytes): self = .string(String(decoding: bytes, as: UTF8.self))
    case .array(let elements): self = .array(elements.map(JSONValue.init(gguf:)))
    }
  }
}

/// What GGUF calls the fields of a family's configuration (llama.cpp, `gguf-py/gguf/constants.py`).
private struct GGUFNames {
  /// The value of `model_type` in config.json.
  var modelType: String
  /// Keys without the architecture before them, and the fields of config.json.
  var fields: [(key: String, field: String)]
  /// Tensors whose rows are a field's value.
  var rows: [(tensor: String, field: String)] = [("token_embd.weight", "vocab_size")]
  /// Tensors that are there where a field is true.
  var flags: [(tensor: String, field: String)] = []
  /// Fields that have the same value in every such file.
  var constants: [JSONValue.Member] = []
  /// What the file's tokenizer must be, so that the family is certain.
  var tokenizer: String?

  /// Whether the file says all that a tree needs, and nothing that a family here has no layers for.
  func isCertain(
    _ members: [JSONValue.Member], _ value: (String) throws -> JSONValue?, _ shapes: [String: [Int]]
  ) throws -> Bool {
    let architecture = try value("general.architecture")?.string ?? ""
    if let experts = try value("\(architecture).expert_count")?.integer, experts > 0 { return false }
    if let tokenizer, try value("tokenizer.ggml.model")?.string != tokenizer { return false }
    let found = Set(members.map(\.key))
    let needed = ["embedding_length", "block_count", "attention.head_count"]
    return found.contains("vocab_size") && fields.allSatisfy { !needed.contains($0.key) || found.contains($0.field) }
  }

  static func of(_ architecture: String) -> GGUFNames? {
    let biased = [("blk.0.attn_q.bias", "attention_bias")]
    switch architecture {
    case "llama":
      return decoder(
        "llama", heads: ["rope.dimension_count", "attention.key_length"],
        flags: biased + [("blk.0.ffn_gate.bias", "mlp_bias")])
    case "qwen2": return decoder("qwen2")
    case "qwen3": return decoder("qwen3", heads: ["attention.key_length"], flags: biased)
    case "gemma": return decoder("gemma", heads: ["attention.key_length"], flags: biased)
    case "gemma2": return decoder("gemma2", heads: ["attention.key_length"], flags: biased)
    // Such a file holds the text model alone.
    case "gemma3": return decoder("gemma3_text", heads: ["attention.key_length"], flags: biased)
    case "phi3": return decoder("phi3")
    case "gpt2": return gpt2
    case "gptneox": return gptNeoX
    // RoBERTa and its kin are stored as BERT, too, and their vocabularies alone tell.
    case "bert": return bert
    default: return nil
    }
  }

  /// A decoder in Llama's manner; of `heads`, keys for the width of a head, the last that is there counts.
  private static func decoder(
    _ modelType: String, heads: [String] = [], flags: [(String, String)] = []
  ) -> GGUFNames {
    var fields = [
      ("context_length", "max_position_embeddings"), ("block_count", "num_hidden_layers"),
      ("feed_forward_length", "intermediate_size"), ("embedding_length", "hidden_size"),
      ("rope.freq_base", "rope_theta"), ("attention.head_count", "num_attention_heads"),
      ("attention.head_count_kv", "num_key_value_heads"), ("attention.layer_norm_rms_epsilon", "rms_norm_eps"),
    ]
    // The first of two values of a field counts: the last key goes first.
    fields += heads.reversed().map { ($0, "head_dim") }
    return GGUFNames(modelType: modelType, fields: fields, flags: flags)
  }

  private static let gpt2 = GGUFNames(
    modelType: "gpt2",
    fields: [
      ("context_length", "n_positions"), ("block_count", "n_layer"), ("feed_forward_length", "n_inner"),
      ("embedding_length", "n_embd"), ("attention.head_count", "n_head"),
      ("attention.layer_norm_epsilon", "layer_norm_epsilon"),
    ])

  private static let gptNeoX = GGUFNames(
    modelType: "gpt_neox",
    fields: [
      ("context_length", "max_position_embeddings"), ("block_count", "num_hidden_layers"),
      ("feed_forward_length", "intermediate_size"), ("embedding_length", "hidden_size"),
      ("attention.head_count", "num_attention_heads"), ("attention.layer_norm_epsilon", "layer_norm_eps"),
      ("use_parallel_residual", "use_parallel_residual"),
    ], flags: [("blk.0.attn_output.bias", "attention_bias")])

  private static let bert = GGUFNames(
    modelType: "bert",
    fields: [
      ("block_count", "num_hidden_layers"), ("feed_forward_length", "intermediate_size"),
      ("embedding_length", "hidden_size"), ("attention.head_count", "num_attention_heads"),
      ("attention.layer_norm_epsilon", "layer_norm_eps"),
    ],
    rows: [
      ("token_embd.weight", "vocab_size"), ("position_embd.weight", "max_position_embeddings"),
      ("token_types.weight", "type_vocab_size"),
    ], tokenizer: "bert")
}
