import Architectures
import ByteFiles
import Checkpoints
import ModelSources
import Tokenization

/// The files of one model: fetched when they are first needed, opened by what they are, and remembered.
final class ModelFiles: Sendable {
  let source: any ModelSource
  private let model: String
  /// How a tiktoken file splits text, where its name does not tell.
  private let pattern: String?
  private let events: @Sendable (FetchEvent) -> Void
  private let opened: Locked<[String: ModelFile]> = Locked([:])
  /// A checkpoint file is mapped once, whoever asks for it.
  private let checkpoints: Locked<[[String]: Checkpoint]> = Locked([:])

  init(
    source: any ModelSource, model: String, pattern: String? = nil, events: @escaping @Sendable (FetchEvent) -> Void
  ) {
    self.source = source
    self.model = model
    self.pattern = pattern
    self.events = events
  }

  /// The same files, of which none is fetched.
  var local: ModelFiles { ModelFiles(source: source.local, model: model, pattern: pattern, events: events) }

  /// The files opened so far, sorted by name.
  func read() -> [ModelFile] {
    opened.withLock { Array($0.values) }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private func files(for part: ModelPart) throws -> [ModelFile] {
    let files = try source.files(for: part, events: events)
    opened.withLock { opened in files.forEach { opened[$0.name] = $0 } }
    return files
  }

  /// config.json; nil where the model is a GGUF file, which holds its own configuration, or a tokenizer alone.
  func openConfiguration() throws -> ModelConfiguration? {
    do {
      guard let file = try files(for: .configuration).first(where: { $0.name.hasSuffix(".json") }) else { return nil }
      return try ModelConfiguration(path: file.path)
    } catch ModelSourcesError.tokenizerAlone {
      return nil
    }
  }

  /// All tensors of the model.
  func openCheckpoint() throws -> Checkpoint {
    let file = try weightsFile()
    guard Self.isIndex(file) else { return try openWhole(file) }
    let index = try ShardIndex(path: file.path)
    return try open(index, shards: index.shards)
  }

  /// The tensors of the shard that holds the tensor which `choose` picks from all names; nil where it picks none.
  ///
  /// Other shards are neither fetched nor opened. Weights in one file are opened whole, which reads no tensor.
  func openCheckpoint(holding choose: ([String]) -> String?) throws -> Checkpoint? {
    let file = try weightsFile()
    guard Self.isIndex(file) else { return try openWhole(file) }
    let index = try ShardIndex(path: file.path)
    guard let shard = choose(index.tensorNames).flatMap(index.shard) else { return nil }
    return try open(index, shards: [shard])
  }

  /// The one file of weights, or the index of its shards.
  private func weightsFile() throws -> ModelFile {
    guard let file = try files(for: .weights).first else {
      throw WorkspaceError.missingFile(model: model, wanted: "file of weights", searched: source.displayName)
    }
    return file
  }

  private static func isIndex(_ file: ModelFile) -> Bool { file.name.hasSuffix(".index.json") }

  private func openWhole(_ file: ModelFile) throws -> Checkpoint {
    try remember([file.path]) {
      file.name.hasSuffix(".safetensors")
        ? try Checkpoint.open(safetensors: file.path) : try Checkpoint.open(gguf: file.path)
    }
  }

  private func open(_ index: ShardIndex, shards: [String]) throws -> Checkpoint {
    _ = try files(for: .shards(shards))
    return try remember([index.path] + shards) { try Checkpoint.open(index, shards: shards) }
  }

  private func remember(_ key: [String], _ open: () throws -> Checkpoint) throws -> Checkpoint {
    try checkpoints.withLock { checkpoints in
      if let checkpoint = checkpoints[key] { return checkpoint }
      let checkpoint = try open()
      checkpoints[key] = checkpoint
      return checkpoint
    }
  }

  /// The tokenizer, from whichever of its files there are.
  func openTokenizer() throws -> Tokenizer {
    let files = try files(for: .tokenizer)
    let path = { (names: String...) in files.first { file in names.contains { file.name.hasSuffix($0) } }?.path }
    if let path = path("tokenizer.json") { return try Tokenizer.open(tokenizerJSON: path) }
    if let vocabulary = path("vocab.json", "encoder.json"), let merges = path("merges.txt", "vocab.bpe") {
      return try Tokenizer.open(vocabJSON: vocabulary, merges: merges, configuration: path("tokenizer_config.json"))
    }
    if let path = files.first(where: { $0.name.hasSuffix(".tiktoken") })?.path {
      return try Tokenizer.open(tiktoken: path, pattern: pattern)
    }
    if let path = files.first(where: { $0.name.hasSuffix(".model") || $0.name.contains(".model.") })?.path {
      return try open(model: path)
    }
    if let path = path(".txt") {
      return try Tokenizer.open(
        vocabText: path, configuration: files.first { $0.name.hasSuffix("tokenizer_config.json") }?.path)
    }
    if let gguf = try openCheckpoint().gguf, let file = files.first, try gguf.string("tokenizer.ggml.model") != nil {
      return try Tokenizer(gguf: GGUFVocabulary(gguf, file: file.path))
    }
    throw WorkspaceError.noTokenizer(model: model, searched: source.displayName)
  }

  /// Some models have tiktoken's ranks in a file of SentencePiece's name; theirs begin with base64, which the other kind cannot.
  private func open(model path: String) throws -> Tokenizer {
    let first = try MappedFile(path: path).withUnsafeBytes { $0.first }
    let isMessage = first == nil || first == 0x0A
    return isMessage ? try .open(sentencePiece: path) : try .open(tiktoken: path, pattern: pattern)
  }
}
