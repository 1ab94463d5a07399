/// A class of tokenizers, as transformers has it: which vocabulary it reads, and the pipeline it builds around it.
struct TokenizerClass: Sendable {
  /// The class's name.
  let name: String
  /// The names of the vocabulary files that it reads where there is no tokenizer.json.
  let files: [String]
  /// Those of them without which it builds nothing, beside a tokenizer.json too.
  var needs: [String] = []
  /// Whether the class's model is one of byte pairs over SentencePiece's vocabulary, which are nothing without merges.
  var isOfBytePairs = false
  /// Builds the pipeline for a folder.
  let build: @Sendable (ClassContext) throws -> ClassPipeline

  /// All classes that are supported; a kind of class is a file.
  static let all: [TokenizerClass] =
    [general] + byteLevel + bytePairs + [whisper] + wordPieces + [esm] + sentencePiece

  /// What the class needs and does not find beside a tokenizer.json or in it; nil where it can build on what is there.
  ///
  /// transformers gives nothing of use for such folders: byte pairs without a merge, or an error.
  func lacks(_ json: TokenizerJSON, _ folder: TokenizerFolder) throws -> String? {
    if let own = needs.first(where: { folder.path($0) == nil }) { return own }
    return try needsMerges && !json.requiredModel().hasMerges ? "merges" : nil
  }

  private var needsMerges: Bool { isOfBytePairs || files.contains("merges.txt") }

  /// The class of that name; nil where it is not supported.
  static func named(_ name: String) -> TokenizerClass? { all.first { $0.name.utf8.elementsEqual(name.utf8) } }
}
