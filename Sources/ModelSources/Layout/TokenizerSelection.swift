/// Which of a folder's files hold its tokenizer.
struct TokenizerSelection {
  private let folder: any FileLookup

  init(_ folder: any FileLookup) {
    self.folder = folder
  }

  /// Small files that say how a vocabulary is used.
  private static let settings = [
    "config.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json",
  ]

  /// The vocabularies that transformers' tokenizer classes read by these names.
  static let vocabularies = [
    "vocab.json", "merges.txt", "vocab.txt", "spiece.model", "sentencepiece.bpe.model", "tokenizer.model",
    "sentencepiece.model", "spm.model", "spm_char.model", "source.spm", "target.spm", "target_vocab.json", "bpe.codes",
    "dict.txt", "prophetnet.tokenizer", "entity_vocab.json", "vocab.bpe", "encoder.json", "emoji.json",
    "sentencepiece.bpe.vocab",
    "monolingual.vocab", "normalizer.json", "vocab-src.json", "vocab-tgt.json", "dict.src.txt",
  ]

  /// What the folder's files are together.
  func files() throws -> TokenizerFiles {
    if let file = try folder.file(named: "tokenizer.json") { return try beside([file], among: Self.settings) }
    let names = try folder.ownNames()
    let found = try Self.vocabularies.filter(names.contains).compactMap(folder.file(named:))
    if found.isEmpty { return try oneFile(among: names) }
    // Llama 3's own repository has ranks in a file of SentencePiece's name.
    if found.count == 1, let kind = try FileKind.of(found[0].name, path: found[0].path), kind == .tiktoken {
      return .tiktoken(found[0])
    }
    return try beside(found, among: Self.settings.filter(names.contains))
  }

  private func beside(_ vocabularies: [ModelFile], among settings: [String]) throws -> TokenizerFiles {
    .folder(vocabularies + (try settings.compactMap(folder.file(named:))), place: folder.place)
  }

  /// The one file of a folder without any of the usual names that can be a tokenizer.
  private func oneFile(among names: [String]) throws -> TokenizerFiles {
    for kind in [FileKind.tekken, .tiktoken, .sentencePiece] {
      let candidates = names.filter { FileKind.named($0) == kind }
      guard candidates.count <= 1 else { throw ModelSourcesError.ambiguous(names: candidates, place: folder.place) }
      guard let name = candidates.first, let file = try folder.file(named: name) else { continue }
      if let files = try files(file, FileKind.of(name, path: file.path) ?? kind) { return files }
    }
    throw folder.missing(["tokenizer.json", "vocab.json", "vocab.txt", "tokenizer.model"], other: [])
  }

  /// What a file that was named itself is as a tokenizer; nil for one that is none.
  func files(_ file: ModelFile, _ kind: FileKind) throws -> TokenizerFiles? {
    switch kind {
    case .gguf: return .gguf(try WeightSelection(folder).parts(of: file))
    case .tokenizerJSON: return .tokenizerJSON(file)
    case .sentencePiece: return .sentencePiece(file)
    case .tiktoken: return .tiktoken(file)
    case .tekken: return .tekken(file)
    case .vocabularyText:
      return .vocabularyText(file, settings: try folder.file(named: "tokenizer_config.json"))
    case .bytePairVocabulary: return .bytePairs(vocabulary: file, merges: try partner(of: file))
    case .bytePairMerges: return .bytePairs(vocabulary: try partner(of: file), merges: file)
    case .wordVectors, .numpyArchive: return .rowWords(file)
    case .safetensors, .pytorch, .onnx, .flax, .shardIndex, .numpyArray, .configuration, .unreadable: return nil
    }
  }

  private func partner(of file: ModelFile) throws -> ModelFile {
    let pairs = [("vocab.json", "merges.txt"), ("encoder.json", "vocab.bpe")]
    for (vocabulary, merges) in pairs where file.name == vocabulary || file.name == merges {
      let name = file.name == vocabulary ? merges : vocabulary
      guard let other = try folder.file(named: name) else { throw folder.missing([name], other: [file.name]) }
      return other
    }
    throw ModelSourcesError.notOfAModel(file: file.path)
  }
}
