import ByteFiles

/// What a class of tokenizers finds in a folder.
struct ClassContext {
  let folder: TokenizerFolder
  let tokenizerClass: TokenizerClass
  /// What the small files say.
  let options: FolderOptions
  /// The tokenizer.json, where there is one: its vocabulary is read, its pipeline only by some classes.
  let json: TokenizerJSON?
  /// What is to be said of the files, in words.
  let notes: [String]

  init(_ folder: TokenizerFolder, _ tokenizerClass: TokenizerClass, notes: [String] = []) throws {
    self.folder = folder
    self.tokenizerClass = tokenizerClass
    json = try folder.path("tokenizer.json").map { path in
      try MappedFile(path: path).withUnsafeBytes { try TokenizerJSON($0, file: path) }
    }
    options = try FolderOptions(folder, tokenizerJSON: try json?.addedTokens())
    self.notes = notes + Self.notes(options)
    if let list = options.value("fast_tokenizer_files")?.array,
      list.contains(where: { $0 != .string("tokenizer.json") })
    {
      throw TokenizationError.unsupported(
        file: options.file, field: "fast_tokenizer_files", found: "a list of files for versions",
        reason: "name the file that is meant")
    }
  }

  /// What the files ask for that is done only when one asks for it.
  private static func notes(_ options: FolderOptions) -> [String] {
    guard (try? options.bool("split_special_tokens")) == true else { return [] }
    return [
      "\(options.file) asks for special tokens in a text to be split like other text, which is done on request only"
    ]
  }

  /// The path of a vocabulary file, which must be there.
  func path(_ name: String) throws -> String { try folder.required(name, for: tokenizerClass.name) }

  /// The file that the vocabulary stands in, for messages.
  var vocabularyFile: String {
    json?.file ?? tokenizerClass.files.lazy.compactMap(folder.path).first ?? folder.place
  }

  /// The special tokens by role.
  func roles(_ defaults: [String: String]) -> SpecialRoles {
    SpecialRoles(options, defaults: defaults.mapValues { NamedToken($0) })
  }

  // MARK: Vocabularies

  /// Tokens and merges: those of the tokenizer.json, or else of a vocab.json and a merges.txt.
  func bytePairs(_ options: BytePairModel.Options = .init()) throws -> BytePairModel {
    if let json { return BytePairModel(table: try json.tokenTable(), merges: try json.merges(), options: options) }
    let table = try VocabularyReader.table(json: path("vocab.json"))
    return BytePairModel(
      table: table, merges: try MergeReader.merges(path: path("merges.txt"), table), options: options)
  }

  /// Tokens: those of the tokenizer.json, or else of a vocab.txt.
  func lines() throws -> TokenTable {
    if let json { return try json.tokenTable() }
    return try VocabularyReader.table(lines: path("vocab.txt"))
  }
}
