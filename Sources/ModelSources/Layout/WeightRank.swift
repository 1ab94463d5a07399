/// How surely a file is the whole model's weights, by its name.
enum WeightRank {
  /// The lower, the more surely; nil for a file that is no model.
  ///
  /// transformers itself takes model.safetensors, its index, pytorch_model.bin, its index, in this order (the first two are looked
  /// up before). Then come safetensors' variants (`model.fp16.safetensors`), Mistral's own form, sets and what diffusers writes,
  /// each after its index; the same of PyTorch; files by any other name, GGUF; files of vectors, adapters, Flax, ONNX at last. Projectors and importance
  /// matrices are no models, and neither is what a trainer keeps for itself.
  static func of(_ name: String, _ kind: FileKind) -> Int? {
    if name == "pytorch_model.bin" { return 0 }
    if name == "pytorch_model.bin.index.json" { return 1 }
    let isTorch = kind == .pytorch || name.contains(".bin.index.")
    let stems = isTorch ? torchStems : safetensorsStems
    let place = stems.firstIndex(where: name.hasPrefix).map { (isTorch ? 10 : 2) + 2 * $0 }
    switch kind {
    case .shardIndex: return place ?? 20
    case .safetensors, .pytorch:
      if isTrainersOwn(name) { return nil }
      if adapterStems.contains(where: name.hasPrefix) { return isTorch ? 41 : 40 }
      return place.map { $0 + 1 } ?? (isTorch ? 35 : 30)
    case .wordVectors, .numpyArray, .numpyArchive: return 38
    case .flax: return name == "flax_model.msgpack" ? 42 : 43
    case .onnx: return onnxNames.firstIndex(of: name).map { 50 + $0 } ?? 60
    case .gguf: return name.contains("mmproj") || name.contains("imatrix") ? nil : 30
    default: return nil
    }
  }

  /// Whether a name is one of those that trainers give to what only they need.
  static func isTrainersOwn(_ name: String) -> Bool { ownStems.contains(where: name.hasPrefix) }

  private static let safetensorsStems = ["model.", "model-", "consolidated", "diffusion_pytorch_model"]
  private static let torchStems = ["pytorch_model.", "pytorch_model-", "consolidated", "diffusion_pytorch_model"]
  /// As Optimum exports them: the whole model, or its parts, of which those come first that hold the tokens' table.
  private static let onnxNames = [
    "model.onnx", "decoder_model.onnx", "decoder_model_merged.onnx", "encoder_model.onnx", "text_model.onnx",
    "model_fp16.onnx",
  ]
  private static let adapterStems = ["adapter", "pytorch_lora_weights"]
  private static let ownStems = [
    "training_args", "optimizer", "optim.", "scheduler", "lr_scheduler", "rng_state", "random_states", "scaler",
    "zero_pp_rank", "bf16_zero_pp_rank", "custom_checkpoint",
  ]
}
