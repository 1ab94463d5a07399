import Architectures
import ByteFiles
import Checkpoints
import ModelSources
import Tokenization
import Work

/// The files of one model: fetched when they are first needed, opened by what they are, and remembered.
final class ModelFiles: Sendable {
  let source: any ModelSource
  private let model: String
  /// How a tiktoken or GGUF file splits text, where the file does not tell.
  private let pattern: String?
  private let progress: WorkProgress
  private let known: Locked<ModelLayout?> = Locked(nil)
  private let opened: Locked<[String: ModelFile]> = Locked([:])
  /// A checkpoint file is mapped once, whoever asks for it.
  private let checkpoints: Locked<[[String]: Checkpoint]> = Locked([:])

  init(
    source: any ModelSource, model: String, pattern: String? = nil, progress: WorkProgress
  ) {
    self.source = source
    self.model = model
    self.pattern = pattern
    self.progress = progress
  }

  /// The same files, of which none is fetched.
  var local: ModelFiles { ModelFiles(source: source.local, model: model, pattern: pattern, progress: progress) }

  /// The files opened so far, sorted by name.
  func read() -> [ModelFile] {
    opened.withLock { Array($0.values) }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private func layout() throws -> ModelLayout {
    try known.withLock { known in
      if let known { return known }
      let layout = try source.layout(progress: progress)
      known = layout
      return layout
    }
  }

  private func note(_ files: [ModelFile]) {
    opened.withLock { opened in files.forEach { opened[$0.name] = $0 } }
  }

  /// config.json, or what stands for it; nil where the model has none.
  func openConfiguration() throws -> ModelConfiguration? {
    guard let file = try layout().configuration() else { return nil }
    note([file])
    return try [file].reading { try ModelConfiguration(path: file.path) }
  }

  // MARK: Tensors

  /// All tensors of the model.
  func openCheckpoint() throws -> Checkpoint {
    let weights = try weightFiles()
    guard case .shardIndex(let file) = weights else { return try open(weights) }
    let index = try [file].reading { try ShardIndex(path: file.path) }
    return try open(index, shards: index.shards)
  }

  /// The tensors of the shards that hold the tensors which `choose` picks from all names; nil where it picks none.
  ///
  /// Other shards are neither fetched nor opened. Weights in one file are opened whole, which reads no tensor.
  func openCheckpoint(holding choose: ([String]) -> [String]) throws -> Checkpoint? {
    let weights = try weightFiles()
    guard case .shardIndex(let file) = weights else { return try open(weights) }
    let index = try [file].reading { try ShardIndex(path: file.path) }
    let chosen = Set(choose(index.tensorNames).compactMap(index.shard))
    return chosen.isEmpty ? nil : try open(index, shards: index.shards.filter(chosen.contains))
  }

  /// What the headers of the weight files list: of shards that would have to be fetched only those that `choose` may need.
  func openListing(isFull: Bool, holding choose: ([String]) -> [String]) throws -> TensorListing {
    guard case .shardIndex(let file) = try weightFiles() else {
      return TensorListing(checkpoint: try openCheckpoint(), shardCount: 1, shardsRead: 1)
    }
    let index = try [file].reading { try ShardIndex(path: file.path) }
    let local = try source.local.layout()
    let missing = index.shards.filter { name in (try? local.shards([name]))?.allSatisfy { !$0.isPartial } != true }
    var shards = index.shards
    if !missing.isEmpty, source is HubSource {
      let chosen = Set(choose(index.tensorNames).compactMap(index.shard))
      if !isFull, !chosen.isEmpty { shards = shards.filter(chosen.contains) }
    } else if missing.count < shards.count {
      // What a folder lacks cannot be fetched: the others are listed.
      shards = shards.filter { !missing.contains($0) }
    }
    return TensorListing(
      checkpoint: try open(index, shards: shards), shardCount: index.shards.count, shardsRead: shards.count,
      missingShards: source is HubSource ? [] : missing,
      totalBytes: index.totalBytes, totalParameters: index.totalParameters)
  }

  /// Whether files of weights are not here that are fetched whole, so that not even their headers can be read.
  func wholeWeightsAreMissing() throws -> Bool { try weightFiles().files.contains(where: \.isPlanned) }

  private func weightFiles() throws -> WeightFiles {
    let weights = try layout().weights()
    note(weights.files)
    return weights
  }

  private func open(_ weights: WeightFiles) throws -> Checkpoint {
    try remember(weights.files.map(\.path), of: weights.files) {
      let sources = try weights.files.map { try $0.source() }
      return switch weights {
      case .safetensors, .shards: try Checkpoint.open(safetensorsParts: sources)
      case .shardIndex(let file): try Checkpoint.open(safetensorsIndex: file.path)
      case .pytorch: try Checkpoint.open(pytorchParts: sources)
      case .onnx(let file): try Checkpoint.open(onnx: sources[0]) { try open($0, beside: file) }
      case .flax: try Checkpoint.open(flax: sources[0])
      case .gguf: try Checkpoint.open(ggufParts: sources)
      case .wordVectors(let file): try Checkpoint.open(wordVectors: file.path)
      case .numpyArray(let file): try Checkpoint.open(npy: file.path)
      case .numpyArchive(let file): try Checkpoint.open(npz: file.path)
      }
    }
  }

  private func open(_ name: String, beside file: ModelFile) throws -> any ByteSource {
    let found = try layout().file(named: name, beside: file)
    note([found])
    return try found.source()
  }

  private func open(_ index: ShardIndex, shards: [String]) throws -> Checkpoint {
    let files = try layout().shards(shards)
    note(files)
    return try remember([index.path] + shards, of: files) {
      try Checkpoint.open(index, shards: zip(shards, files).map { ($0, try $1.source()) })
    }
  }

  private func remember(
    _ key: [String], of files: [ModelFile], _ open: () throws -> Checkpoint
  ) throws -> Checkpoint {
    try checkpoints.withLock { checkpoints in
      if let checkpoint = checkpoints[key] { return checkpoint }
      let checkpoint = try files.reading(open)
      checkpoints[key] = checkpoint
      return checkpoint
    }
  }

  // MARK: The tokenizer

  /// Finds the tokenizer's files without reading them.
  func noteTokenizerFiles() throws { note(try layout().tokenizer().files) }

  /// The tokenizer, from whichever of its files there are.
  func openTokenizer() throws -> Tokenizer {
    let files = try layout().tokenizer()
    note(files.files)
    switch files {
    case .gguf, .tiktoken: break
    default: noteUnusedPattern("such a tokenizer says itself how it splits text")
    }
    return try files.files.reading { try open(files) }
  }

  private func open(_ files: TokenizerFiles) throws -> Tokenizer {
    switch files {
    case .folder(let files, let place):
      let paths = Dictionary(files.map { ($0.nameInFolder, $0.path) }) { first, _ in first }
      return try .open(folder: TokenizerFolder(place: place, files: paths))
    case .tokenizerJSON(let file): return try .open(tokenizerJSON: file.path)
    case .vocabularyText(let file, let settings):
      return try .open(vocabText: file.path, configuration: settings?.path)
    case .bytePairs(let vocabulary, let merges):
      return try .open(vocabJSON: vocabulary.path, merges: merges.path)
    case .sentencePiece(let file): return try .open(sentencePiece: file.path)
    case .tiktoken(let file): return try .open(tiktoken: file.path, pattern: pattern)
    case .tekken(let file): return try .open(tekken: file.path)
    case .rowWords(let file):
      guard let words = try openCheckpoint().words else {
        throw WorkspaceError.noTokenizer(model: model, searched: source.displayName)
      }
      return try .open(words: words, file: file.path)
    case .gguf(let parts):
      guard let gguf = try openCheckpoint().gguf, let kind = try gguf.string("tokenizer.ggml.model"),
        !["none", "no_vocab"].contains(kind)
      else {
        throw WorkspaceError.noTokenizer(model: model, searched: source.displayName)
      }
      let vocabulary = try GGUFVocabulary(gguf, file: parts[0].path)
      if !vocabulary.isSplitByPattern { noteUnusedPattern("tokenizer.ggml.model “\(kind)” splits no text by one") }
      return try Tokenizer(gguf: vocabulary, pattern: vocabulary.isSplitByPattern ? pattern : nil)
    }
  }

  private func noteUnusedPattern(_ reason: String) {
    guard let pattern else { return }
    progress.note("\(model): the pattern “\(pattern)” is not used: \(reason)")
  }
}
