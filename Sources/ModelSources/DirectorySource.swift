import ByteFiles
public import Work

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

  /// Which files make the model; all of them are there already.
  public func layout(progress: WorkProgress) throws -> ModelLayout {
    guard let chosenFile else { return ModelLayout(self) }
    guard let file = try file(named: chosenFile) else { throw missing([chosenFile], other: []) }
    return try ModelLayout(self, chosen: chosenFile, kind: FileKind.of(file.name, path: file.path))
  }
}

extension DirectorySource: FileLookup {
  var place: String { folder }

  func file(named name: String) throws -> ModelFile? {
    let path = folder == "/" ? "/" + name : folder + "/" + name
    guard let size = FilePaths.size(of: path) else {
      if FilePaths.kind(of: path) == nil, let target = FilePaths.linkTarget(path) {
        throw ModelSourcesError.brokenLink(path: path, target: target)
      }
      return nil
    }
    // In a snapshot of the hub's cache a file is a link to a blob that is named by its hash.
    let target = FilePaths.linkTarget(path)
    let isBlob = target.map { FilePaths.lastComponent(FilePaths.parent($0)) == "blobs" } ?? false
    let hash = isBlob ? target.flatMap { ContentHash(blobName: FilePaths.lastComponent($0)) } : nil
    return ModelFile(name: name, path: path, size: size, hash: hash)
  }

  func fileNames() -> [String] {
    let names = FilePaths.names(in: folder)
    let folders = names.filter { FilePaths.kind(of: folder + "/" + $0) == .folder }
    // A folder with so many of them is no model's, and may be a whole disk.
    guard folders.count <= 64 else { return names }
    return names + folders.flatMap { name in FilePaths.names(in: "\(folder)/\(name)").map { "\(name)/\($0)" } }
  }

  func sibling(_ name: String) throws -> (any FileLookup)? {
    let path = FilePaths.real(folder).map(FilePaths.parent) ?? FilePaths.parent(folder)
    return FilePaths.kind(of: "\(path)/\(name)") == .folder ? try DirectorySource(folder: "\(path)/\(name)") : nil
  }

  func parent() throws -> (any FileLookup)? {
    try DirectorySource(folder: FilePaths.real(folder).map(FilePaths.parent) ?? FilePaths.parent(folder))
  }

  var folderName: String? { FilePaths.lastComponent(FilePaths.real(folder) ?? folder) }

  func missing(_ names: [String], other: [String]) -> ModelSourcesError {
    .missingFiles(names: names, place: folder, other: other)
  }
}
