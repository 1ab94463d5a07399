import ByteFiles

/// The small files and vocabularies of a model's folder, by their names within it.
package struct TokenizerFolder: Sendable {
  /// The folder as the person named it, for messages.
  package var place: String
  /// The path of each file that is there, by its name within the folder.
  package var files: [String: String]

  /// A folder with these files.
  package init(place: String, files: [String: String]) {
    self.place = place
    self.files = files
  }

  /// The names of the small files that say which tokenizer it is, and how it is set up.
  package static let optionFiles = [
    "config.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json",
  ]

  /// The names of all files that some class of tokenizers reads as its vocabulary, tokenizer.json first.
  package static let vocabularyFiles: [String] = {
    var names = ["tokenizer.json"]
    for name in TokenizerClass.all.flatMap(\.files) + ["encoder.json", "vocab.bpe", "tekken.json", "tiktoken.model"]
    where !names.contains(name) {
      names.append(name)
    }
    return names
  }()

  /// The path of the file `name`; nil where it is not there.
  func path(_ name: String) -> String? { files[name] }

  /// The path of the file `name`, which must be there.
  func required(_ name: String, for className: String) throws -> String {
    guard let path = files[name] else {
      throw TokenizationError.missingFile(folder: place, name: name, tokenizer: className)
    }
    return path
  }

  /// What the small file `name` says; nil where it is not there.
  func options(_ name: String) throws -> JSONValue? {
    guard let path = files[name] else { return nil }
    let value = try JSONValue(path: path, dialect: .python)
    guard value.members != nil else {
      throw TokenizationError.unexpected(
        file: path, field: "the file", expected: "an object", found: value.kindName)
    }
    return value
  }
}

extension Tokenizer {
  /// Opens the tokenizer of a model's folder: what transformers' `AutoTokenizer` makes of it.
  ///
  /// The class that the folder's configurations name decides which vocabulary is read and what is built of it, beside a
  /// tokenizer.json too; ``notes`` says where that is something else than the file's own. Folders that name no class and hold
  /// vocabularies alone are read as BERT's or GPT-2's.
  ///
  /// - Throws: ``TokenizationError`` or `ByteFilesError`; a class that is not supported, and code that a folder brings
  ///   along, are named.
  package static func open(folder: TokenizerFolder) throws -> Tokenizer {
    let choice = try TokenizerChoice(folder)
    var name = choice.name
    if !choice.isNamed, folder.path("tokenizer.json") == nil {
      if let plain = try open(alone: folder) { return plain }
      name = folder.guessedClass ?? name
    }
    if name == TokenizerChoice.general, folder.path("tokenizer.json") == nil, let path = folder.path("tekken.json") {
      return try open(tekken: path)
    }
    guard let known = TokenizerClass.named(name) else {
      throw TokenizationError.unsupportedTokenizer(folder: folder.place, name: name)
    }
    let context = try ClassContext(folder, known, notes: choice.notes)
    if let json = context.json, let lacks = try known.lacks(json, folder) {
      let reason = "\(known.name) needs \(lacks), which \(folder.place) lacks: \(json.file) is read as it is"
      let plain = try ClassContext(folder, .general, notes: choice.notes + [reason])
      return try TokenizerClass.general.build(plain).tokenizer(plain)
    }
    return try known.build(context).tokenizer(context)
  }

  /// Opens vocabularies that stand alone, by their names.
  private static func open(alone folder: TokenizerFolder) throws -> Tokenizer? {
    if let vocabulary = folder.path("encoder.json"), let merges = folder.path("vocab.bpe") {
      return try open(vocabJSON: vocabulary, merges: merges)
    }
    guard !TokenizerFolder.optionFiles.contains(where: { $0 != "config.json" && folder.path($0) != nil }) else {
      return nil
    }
    if let vocabulary = folder.path("vocab.json"), let merges = folder.path("merges.txt") {
      return try open(vocabJSON: vocabulary, merges: merges)
    }
    return try folder.path("vocab.txt").map { try open(vocabText: $0) }
  }
}

extension TokenizerFolder {
  /// The class that the vocabulary's name speaks for, where no file names one.
  fileprivate var guessedClass: String? {
    if files["vocab.json"] != nil, files["merges.txt"] != nil { return "GPT2Tokenizer" }
    return files["vocab.txt"] == nil ? nil : "BertTokenizer"
  }
}
