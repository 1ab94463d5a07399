import ByteFiles

extension TokenizerFolder {
  /// The files that lie in the folder at `path`.
  ///
  /// - Throws: ``TokenizationError/missingFile(folder:name:tokenizer:)`` where there is none.
  init(path: String) throws {
    guard case .files(let names) = FolderContent(path: path) else {
      throw TokenizationError.missingFile(folder: path, name: "tokenizer.json", tokenizer: "a tokenizer")
    }
    self.init(
      place: path, files: Dictionary(names.map { ($0, path + "/" + $0) }, uniquingKeysWith: { first, _ in first }))
  }
}

extension Tokenizer {
  /// Opens the tokenizer of the model's folder at `path`: what transformers' `AutoTokenizer` makes of it.
  ///
  /// ```swift
  /// let tokenizer = try Tokenizer.open(folder: "models/all-MiniLM-L6-v2")
  /// try tokenizer.encode("Hello world").ids      // [101, 7592, 2088, 102]
  /// ```
  /// - Throws: ``TokenizationError`` or `ByteFilesError`; a class that is not supported, and code that a folder brings
  ///   along, are named.
  public static func open(folder path: String) throws -> Tokenizer { try open(folder: TokenizerFolder(path: path)) }
}
