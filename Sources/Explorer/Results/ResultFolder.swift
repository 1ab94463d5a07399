import ByteFiles
import SafeText
import Studies

/// What a study found, as files that are ready to be sent.
struct ResultFolder: Sendable {
  /// A file of a result, by its name below the result's folder: `figures/project.svg`.
  struct File: Sendable {
    var name: String
    var content: Content
  }

  let key: ResultKey
  let facts: ResultFacts
  private let files: [String: Content]

  init(key: ResultKey, facts: ResultFacts, files: [File]) {
    self.key = key
    self.facts = facts
    self.files = Dictionary(files.map { ($0.name, $0.content) }, uniquingKeysWith: { first, _ in first })
  }

  /// The file of exactly this name; nil where the result has none.
  func file(_ name: String) -> Content? { files[name] }

  /// How much memory or disk it takes.
  var byteCount: Int { files.values.reduce(0) { $0 + $1.count } }
}

/// What is known of a result beside its files.
struct ResultFacts: Codable, Sendable, Equatable {
  var form = ResultKey.form
  var tool = EmbedscopeVersion.current
  var study: String
  /// The names of the models, and the digests of what they are.
  var models: [String]
  var identities: [String]
  /// Values by the parameters' names, as they were given.
  var values: [String: [String]]
  /// How long it took.
  var seconds: Double
  /// The files and their digests: what is not the same any more is damaged.
  var files: [FileFacts]

  struct FileFacts: Codable, Sendable, Equatable {
    var name: String
    var bytes: Int
    var sha256: String
  }
}
