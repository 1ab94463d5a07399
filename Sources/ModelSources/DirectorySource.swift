import ByteFiles

/// A model in a folder, or in one file.
public struct DirectorySource: ModelSource {
  /// The folder's or file's own name.
  public let displayName: String
  private let folder: String
  private let chosenFile: String?

  /// A model whose files lie in `folder`; throws ``ModelSourcesError/noSuchPath(_:)`` when that is no folder.
  public init(folder: String) throws {
    guard FilePaths.kind(of: folder) == .folder else { throw ModelSourcesError.noSuchPath(folder) }
    self.folder = folder
    chosenFile = nil
    displayName = FilePaths.lastComponent(FilePaths.real(folder) ?? folder)
  }

  /// A model that is the file at `path`; what it does not hold itself comes from the folder it lies in.
  public init(file path: String) throws {
    guard FilePaths.kind(of: path) == .file else { throw ModelSourcesError.noSuchPath(path) }
    folder = FilePaths.parent(path)
    let name = FilePaths.lastComponent(path)
    chosenFile = name
    displayName = name
  }

  /// The commit in whose snapshot folder the model lies, where it is one of the hub's cache.
  public var commit: String? {
    guard let real = FilePaths.real(folder), FilePaths.lastComponent(FilePaths.parent(real)) == "snapshots" else {
      return nil
    }
    let name = FilePaths.lastComponent(real)
    return HubCache.isCommit(name) ? name : nil
  }

  /// The files of one part, which are there already.
  public func files(for part: ModelPart, events: @escaping @Sendable (FetchEvent) -> Void) throws -> [ModelFile] {
    if let chosenFile, let file = try file(named: chosenFile) {
      if let files = try files(for: part, chosen: file) { return files }
      if Self.isTokenizer(file) { return try filesBeside(file, for: part) }
    }
    return try FileSelection(lookup: self).files(for: part)
  }

  /// What lies beside a tokenizer's file, which holds nothing else.
  private func filesBeside(_ file: ModelFile, for part: ModelPart) throws -> [ModelFile] {
    do {
      return try FileSelection(lookup: self).files(for: part)
    } catch ModelSourcesError.missingFiles {
      throw ModelSourcesError.tokenizerAlone(file: file.name, place: folder)
    }
  }

  /// Whether a file's name is that of a tokenizer: `tokenizer.model.v1` is one too.
  private static func isTokenizer(_ file: ModelFile) -> Bool {
    let endings = ["tokenizer.json", ".txt", ".tiktoken", ".model", "vocab.json", "encoder.json"]
    return endings.contains(where: file.name.hasSuffix) || file.name.contains(".model.")
  }

  /// What a file that was named itself gives for `part`; nil when the folder is to be asked.
  private func files(for part: ModelPart, chosen file: ModelFile) throws -> [ModelFile]? {
    if try isGGUF(file) { return [file] }
    let partners = ["vocab.json": "merges.txt", "encoder.json": "vocab.bpe"]
    switch part {
    case .weights where file.name.hasSuffix(".safetensors") || file.name.hasSuffix(".safetensors.index.json"):
      return [file]
    case .tokenizer where partners[file.name] == nil && Self.isTokenizer(file):
      return [file] + (try self.file(named: "tokenizer_config.json").map { [$0] } ?? [])
    case .tokenizer:
      guard let partner = partners[file.name] else { return nil }
      guard let other = try self.file(named: partner) else { throw missing([partner], other: [file.name]) }
      return [file, other]
    default: return nil
    }
  }

  /// Whether the file is GGUF, by its name or, for a file without that ending, by its first four bytes.
  private func isGGUF(_ file: ModelFile) throws -> Bool {
    if file.name.hasSuffix(".gguf") { return true }
    guard !file.name.contains("."), file.size >= 4 else { return false }
    return try MappedFile(path: file.path).withUnsafeBytes { $0.prefix(4).elementsEqual("GGUF".utf8) }
  }
}

extension DirectorySource: FileLookup {
  var place: String { folder }

  func file(named name: String) throws -> ModelFile? {
    let path = folder == "/" ? "/" + name : folder + "/" + name
    guard let size = FilePaths.size(of: path) else { return nil }
    // In a snapshot of the hub's cache a file is a link to a blob that is named by its hash.
    let target = FilePaths.linkTarget(path)
    let isBlob = target.map { FilePaths.lastComponent(FilePaths.parent($0)) == "blobs" } ?? false
    let hash = isBlob ? target.flatMap { ContentHash(blobName: FilePaths.lastComponent($0)) } : nil
    return ModelFile(name: name, path: path, size: size, hash: hash)
  }

  func fileNames() -> [String] { FilePaths.names(in: folder) }

  func missing(_ names: [String], other: [String]) -> ModelSourcesError {
    .missingFiles(names: names, place: folder, other: other)
  }
}
