/// Which model a person means.
///
/// ```swift
/// try ModelID(parsing: "gpt2@main")          // the hub's gpt2
/// try ModelID(parsing: "./my-model")         // a folder
/// try ModelID(parsing: "hf://org/name-GGUF@main/name.Q8_0.gguf")
/// ```
public enum ModelID: Sendable, Hashable {
  /// A folder of model files.
  case folder(path: String)
  /// A single file: GGUF, safetensors, a tokenizer's file.
  case file(path: String)
  /// A repository of the hub, at a branch, tag or commit; `file` where one of its GGUF files is named.
  case hub(repository: String, revision: String, file: String? = nil)

  /// The branch that is meant when none is named.
  public static let defaultRevision = "main"

  /// Reads a model argument; `revision` is the one named apart from it, by an option.
  ///
  /// What exists on this machine wins over a hub id of the same name. Throws
  /// ``ModelSourcesError/invalidModel(argument:reason:)`` for an argument that can be neither, and
  /// ``ModelSourcesError/noSuchPath(_:)`` for what looks like a path and does not exist.
  public init(parsing argument: String, revision: String? = nil) throws {
    guard !argument.isEmpty else { throw ModelSourcesError.invalidModel(argument: "", reason: "it is empty") }
    guard argument.utf8.count <= 4096, !argument.utf8.contains(0) else {
      throw ModelSourcesError.invalidModel(
        argument: argument, reason: "it is longer than 4096 bytes or holds a NUL character")
    }
    let uri = "hf://"
    if argument.utf8.starts(with: uri.utf8) {
      self = try Self.parsing(uri: String(argument.dropFirst(uri.count)), argument, revision)
      return
    }
    if let uri = HubAddress(argument)?.uri {
      self = try Self.parsing(uri: uri, argument, revision)
      return
    }
    let path = FilePaths.expandingHome(argument, environment: HubSettings.processEnvironment)
    switch FilePaths.kind(of: path) {
    case .folder: self = .folder(path: path)
    case .file: self = .file(path: path)
    case .other, nil:
      if let target = FilePaths.linkTarget(path) { throw ModelSourcesError.brokenLink(path: path, target: target) }
      guard !Self.looksLikePath(argument) else { throw ModelSourcesError.noSuchPath(argument) }
      self = try Self.parsing(id: argument, revision)
    }
  }

  /// A short name for titles and tables: the last component of a path, or the hub id with its revision.
  public var displayName: String {
    switch self {
    case .folder(let path), .file(let path): return FilePaths.lastComponent(path)
    case .hub(let repository, let revision, let file):
      let name = revision == Self.defaultRevision ? repository : "\(repository)@\(revision)"
      return file.map { "\(name)/\($0)" } ?? name
    }
  }

  private static func looksLikePath(_ argument: String) -> Bool {
    return argument == "." || argument == ".." || argument.hasSuffix("/") || FileKind.isFileName(argument)
      || ["/", "./", "../", "~"].contains(where: argument.hasPrefix)
  }
}
