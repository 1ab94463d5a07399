package import Checkpoints
package import Tensors

/// Tensors that nothing learns, whatever family a file is of: masks, lists of positions, running statistics.
///
/// PyTorch saves such buffers beside the parameters, and `num_parameters()` does not count them. The names are those under
/// which the models of transformers 5.23.0 and their published weights keep buffers; a family may have more of its own.
package enum KnownBuffers {
  /// What the names of buffers end with, as whole parts between dots.
  static let endings = [
    // Positions and kinds of tokens, counted once when the model is made.
    "position_ids", "token_type_ids", "relative_position_index", "relative_coords_table", "attention_bias_idxs",
    // Frequencies of rotary and sinusoidal positions.
    "inv_freq", "original_inv_freq", "cos_cached", "sin_cached", "rope.freqs", "rope_freqs.weight",
    "rope_factors_long.weight", "rope_factors_short.weight", "embed_positions.weights", "embed_positions._float_tensor",
    // Masks of causal attention.
    "masked_bias", "causal_mask",
    // Running statistics of normalisations, and the codes of audio codecs, which are averages.
    "running_mean", "running_var", "num_batches_tracked", "cluster_size", "embed_avg", "inited", "codebook.embed",
    // What balances experts, and constants.
    "e_score_correction_bias", "final_logits_bias", "embed_scale", "layer_scalar", "empty_weight",
  ]

  /// Whether `tensor` is a buffer.
  package static func contains(_ tensor: TensorInfo) -> Bool {
    isText(tensor.typeName) || contains(name: tensor.name, shape: tensor.shape, dtype: tensor.dtype)
  }

  /// Whether a type's name is NumPy's for text, such as `<U12` and `|S4`.
  private static func isText(_ typeName: String) -> Bool {
    ["<U", ">U", "|U", "|S"].contains(where: typeName.hasPrefix)
  }

  /// Whether a tensor of this name, shape and type is a buffer; a type that cannot be read is nil.
  ///
  /// Nothing learns whole numbers: what is packed into such is to be merged first (``PackedTensors``).
  package static func contains(name: String, shape: Shape, dtype: DType?) -> Bool {
    isWholeNumber(dtype) || endings.contains { TensorName.ends(name, with: $0) } || isMask(name, shape)
  }

  private static func isWholeNumber(_ dtype: DType?) -> Bool {
    switch dtype {
    case .bool, .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64: true
    default: false
    }
  }

  /// GPT-2 and its kin keep the triangle of causal attention as `attn.bias`, [1, 1, positions, positions]; a bias that is
  /// learned has one dimension.
  private static func isMask(_ name: String, _ shape: Shape) -> Bool {
    let dimensions = shape.dimensions
    return dimensions.count == 4 && dimensions[0] == 1 && dimensions[1] == 1 && dimensions[2] == dimensions[3]
      && ["attn.bias", "attention.bias", "crossattention.bias"].contains { TensorName.ends(name, with: $0) }
  }
}
