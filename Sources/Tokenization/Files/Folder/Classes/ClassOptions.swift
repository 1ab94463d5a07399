import ByteFiles

/// What a class is made with: what the small files say, and the class's own values where they say nothing.
struct ClassOptions {
  private let folder: FolderOptions
  /// The id of the unknown piece, where a SentencePiece file gives one.
  let unknownPiece: Int?

  /// The options of a folder.
  init(_ folder: FolderOptions, unknownPiece: Int?) {
    self.folder = folder
    self.unknownPiece = unknownPiece
  }

  /// The file that most options stand in, for messages.
  var file: String { folder.file }

  /// Whether the files say that `key` is null.
  func isNull(_ key: String) -> Bool { folder.says(key) && folder.value(key) == nil }

  /// The truth value of an option; null counts as false, as in Python.
  func bool(_ key: String, default fallback: Bool) throws -> Bool {
    isNull(key) ? false : try folder.bool(key) ?? fallback
  }

  /// The number of an option, from 0 to `limit`.
  func count(_ key: String, default fallback: Int, limit: Int) throws -> Int {
    guard let number = try folder.integer(key) else { return fallback }
    guard (0...limit).contains(number) else { throw unexpected(key, "a number from 0 to \(limit)", "\(number)") }
    return number
  }

  /// The text of an option; nil where it is null or not there.
  func string(_ key: String) throws -> String? { try folder.string(key) }

  /// The text of the special token for a role; Python writes null as `None`.
  func token(_ role: String, default fallback: String) -> String {
    folder.token(role, default: NamedToken(fallback))?.string ?? "None"
  }

  /// The error for an option that is something else than it must be.
  func unexpected(_ key: String, _ expected: String, _ found: String) -> TokenizationError {
    .unexpected(file: file, field: key, expected: expected, found: found)
  }
}
