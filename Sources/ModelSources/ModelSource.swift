public import Work

/// Where a model's files come from: a folder, or the hub and its cache.
///
/// ```swift
/// let source = try ModelID(parsing: "gpt2").source()
/// let weights = try source.layout { event in … }.weights()
/// source.commit   // "607a30d783dfa663caf39e06633721c8d4cfcd7e"
/// ```
public protocol ModelSource: Sendable {
  /// The model's name, for people.
  var displayName: String { get }
  /// The commit that the files belong to, 40 hexadecimal digits; nil where none is known (yet).
  var commit: String? { get }
  /// The same model as far as its files are on this machine: nothing is fetched.
  var local: any ModelSource { get }
  /// Which files make the model; throws ``ModelSourcesError`` where it is one file that cannot be any part of a model.
  ///
  /// `progress` is told what happens while files are fetched.
  func layout(progress: WorkProgress) throws -> ModelLayout
}

extension ModelSource {
  /// A source that fetches nothing is its own local one.
  public var local: any ModelSource { self }

  /// Which files make the model, with nobody listening to progress.
  public func layout() throws -> ModelLayout { try layout(progress: .none) }

  /// The local files of one part, fetched first where that is needed; throws ``ModelSourcesError``.
  public func files(
    for part: ModelPart, progress: WorkProgress = .none
  ) throws -> [ModelFile] {
    try layout(progress: progress).files(for: part)
  }
}

extension ModelID {
  /// The source of this model's files; `settings` say where the hub and its cache are (the environment's when nil).
  public func source(settings: HubSettings? = nil) throws -> any ModelSource {
    switch self {
    case .folder(let path): return try DirectorySource(folder: path)
    case .file(let path): return try DirectorySource(file: path)
    case .hub(let repository, let revision, let file):
      return try HubSource(repository: repository, revision: revision, file: file, settings: settings ?? HubSettings())
    }
  }
}
