import ByteFiles

/// Looks up single files of one model; what a folder and the hub have in common.
protocol FileLookup: Sendable {
  /// The local file of this name, fetched where needed; nil when the model does not have it.
  func file(named name: String) throws -> ModelFile?
  /// The file of this name, of which no more is fetched than is looked at; nil when the model does not have it.
  func weights(named name: String) throws -> ModelFile?
  /// The names of all the model's files, as far as they can be known: of a folder also those one folder further down.
  func fileNames() throws -> [String]
  /// The error for a model that has none of `names`; `other` are files that would hold the same in another form.
  func missing(_ names: [String], other: [String]) -> ModelSourcesError
  /// The files of a folder beside this one; nil where there is no such folder.
  func sibling(_ folder: String) throws -> (any FileLookup)?
  /// The files of the folder that this one lies in; nil where there is none of the model's.
  func parent() throws -> (any FileLookup)?
  /// What the files are looked for in, for messages.
  var place: String { get }
  /// The folder's own name; nil for a whole repository.
  var folderName: String? { get }
}

extension FileLookup {
  /// A file on this machine is there as a whole.
  func weights(named name: String) throws -> ModelFile? { try file(named: name) }

  /// The model's files below one of its folders.
  func below(_ folder: String) -> any FileLookup { FolderLookup(whole: self, folder: folder) }

  func parent() throws -> (any FileLookup)? { nil }

  /// What a small JSON file holds, read as Python reads it; nil where there is no such file.
  func json(_ name: String) throws -> JSONValue? {
    guard let file = try file(named: name) else { return nil }
    return try JSONValue(path: file.path, dialect: .python, limit: 16 << 20)
  }

  /// The names of the files that lie in no folder further down.
  func ownNames() throws -> [String] { try fileNames().filter { !$0.utf8.contains(UInt8(ascii: "/")) } }
}

/// The files below one folder of a model.
struct FolderLookup: FileLookup {
  let whole: any FileLookup
  let folder: String

  var place: String { "\(whole.place)/\(folder)" }
  var folderName: String? { FilePaths.lastComponent(folder) }

  func file(named name: String) throws -> ModelFile? { try whole.file(named: "\(folder)/\(name)") }

  func weights(named name: String) throws -> ModelFile? { try whole.weights(named: "\(folder)/\(name)") }

  func fileNames() throws -> [String] {
    let start = folder + "/"
    return try whole.fileNames().filter { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
  }

  func missing(_ names: [String], other: [String]) -> ModelSourcesError {
    whole.missing(names.map { "\(folder)/\($0)" }, other: other)
  }

  func parent() throws -> (any FileLookup)? { folder.contains("/") ? whole.below(FilePaths.parent(folder)) : whole }

  func sibling(_ name: String) throws -> (any FileLookup)? {
    let parent = folder.contains("/") ? FilePaths.parent(folder) + "/" : ""
    let other = FolderLookup(whole: whole, folder: parent + name)
    return try other.fileNames().isEmpty ? nil : other
  }
}
