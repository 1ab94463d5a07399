/// The files that hold a model's tensors, as what they are to be opened.
public enum WeightFiles: Sendable, Equatable {
  /// One safetensors file.
  case safetensors(ModelFile)
  /// One checkpoint of PyTorch, or all shards of a set whose index is missing, in the order of their numbers.
  case pytorch([ModelFile])
  /// The index of shards, of safetensors or PyTorch's: it lists them, and they are asked for by their names.
  case shardIndex(ModelFile)
  /// All safetensors shards of a set whose index is missing, in the order of their numbers.
  case shards([ModelFile])
  /// An ONNX file; those that hold its elements are asked for by their names.
  case onnx(ModelFile)
  /// A checkpoint of Flax.
  case flax(ModelFile)
  /// A GGUF file, or all parts of one, in the order of their numbers.
  case gguf([ModelFile])
  /// Words and their vectors.
  case wordVectors(ModelFile)
  /// One array of NumPy's.
  case numpyArray(ModelFile)
  /// Several arrays of NumPy's, in one archive.
  case numpyArchive(ModelFile)

  /// The files, in order.
  public var files: [ModelFile] {
    switch self {
    case .safetensors(let file), .shardIndex(let file), .onnx(let file), .flax(let file), .wordVectors(let file),
      .numpyArray(let file), .numpyArchive(let file):
      [file]
    case .shards(let files), .pytorch(let files), .gguf(let files): files
    }
  }
}

/// The files that hold a model's tokenizer, as what they are to be opened.
public enum TokenizerFiles: Sendable, Equatable {
  /// A folder's vocabularies and settings: what transformers' AutoTokenizer makes of them.
  case folder([ModelFile], place: String)
  /// A GGUF file, or all parts of one, with the vocabulary inside.
  case gguf([ModelFile])
  /// A file of vectors, with the words that its rows are of.
  case rowWords(ModelFile)
  /// Files that mean what their own library makes of them.
  case tokenizerJSON(ModelFile)
  /// One token to a line; `settings` is the tokenizer_config.json beside it.
  case vocabularyText(ModelFile, settings: ModelFile?)
  case bytePairs(vocabulary: ModelFile, merges: ModelFile)
  case sentencePiece(ModelFile)
  case tiktoken(ModelFile)
  case tekken(ModelFile)

  /// The files, the vocabulary first.
  public var files: [ModelFile] {
    switch self {
    case .folder(let files, _), .gguf(let files): files
    case .tokenizerJSON(let file), .sentencePiece(let file), .tiktoken(let file), .tekken(let file),
      .rowWords(let file):
      [file]
    case .vocabularyText(let file, let settings): [file] + (settings.map { [$0] } ?? [])
    case .bytePairs(let vocabulary, let merges): [vocabulary, merges]
    }
  }
}
