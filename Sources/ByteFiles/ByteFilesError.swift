/// What can be wrong with a file's bytes, whatever the file holds.
public enum ByteFilesError: Error, Equatable, CustomStringConvertible {
  /// The operating system refused: `operation` is a verb ("open", "read", "rename").
  case system(operation: String, file: String, reason: String)
  /// A read of `needed` bytes at `offset` where the file ends at `end`.
  case truncated(file: String, offset: Int, needed: Int, end: Int)
  /// A byte that no UTF-8 sequence allows there.
  case invalidUTF8(file: String, offset: Int)
  /// JSON that breaks its grammar, or a value of another kind than the reader asked for.
  case json(file: String, offset: Int, expected: String, found: String)
  /// Arrays and objects within each other, deeper than any real file goes.
  case jsonTooDeep(file: String, offset: Int, limit: Int)
  /// A key that an object has twice.
  case duplicateKey(file: String, offset: Int, key: String)
  /// A file that is larger than files of its kind can be.
  case tooLarge(file: String, bytes: Int, limit: Int)
  /// A field of a message in binary that holds something else than it must.
  case unexpected(file: String, field: String, expected: String, found: String)

  public var description: String {
    switch self {
    case .system(let operation, let file, let reason):
      return "\(file): cannot \(operation): \(reason)"
    case .truncated(let file, let offset, let needed, let end):
      return "\(file): the file ends at byte \(end), but \(needed) bytes are expected at byte \(offset); "
        + "it may be an incomplete download"
    case .invalidUTF8(let file, let offset):
      return "\(file): byte \(offset) is not valid UTF-8"
    case .json(let file, let offset, let expected, let found):
      return "\(file): byte \(offset): expected \(expected), found \(found)"
    case .jsonTooDeep(let file, let offset, let limit):
      return "\(file): byte \(offset): more than \(limit) arrays and objects within each other"
    case .duplicateKey(let file, let offset, let key):
      return "\(file): byte \(offset): the key “\(key)” appears twice in one object"
    case .unexpected(let file, let field, let expected, let found):
      return "\(file): \(field): expected \(expected), found \(found)"
    case .tooLarge(let file, let bytes, let limit):
      return "\(file): \(bytes) bytes, where at most \(limit) are expected"
    }
  }
}
