import ByteFiles
import Studies

/// What the evaluations on files of words share.
struct EvaluationOptions {
  static let caseSensitive = Option.flag(
    "case-sensitive", help: "With --evaluate: small and capital letters differ; else the first spelling stands for all."
  )
  static let limit = Option.integer(
    "limit", value: "WORDS", in: 1...Int(Int32.max), default: 300_000,
    help: "With --evaluate: looks at the first WORDS words of the vocabulary only, as gensim's restrict_vocab does.")

  let isCaseSensitive: Bool
  let limit: Int

  init(_ parsed: ParsedArguments) throws {
    isCaseSensitive = try parsed[Self.caseSensitive]
    limit = try parsed[Self.limit]
  }

  /// Throws where one of the options is given without `--evaluate`.
  func refuse(_ parsed: ParsedArguments) throws {
    for option in [Self.caseSensitive, Self.limit] as [any DeclaredOption] where parsed.isGiven(option) {
      throw UsageError.conflict("\(option.description.label) belongs to --evaluate")
    }
  }

  /// The text of `path`, which must be UTF-8.
  static func text(of path: String) throws -> String {
    let file = try MappedFile(path: path)
    return try file.withUnsafeBytes { bytes in
      if let offset = UTF8Validation.firstInvalidOffset(bytes) {
        throw ByteFilesError.invalidUTF8(file: path, offset: offset)
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// `questions-words.txt` of a path.
  static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
