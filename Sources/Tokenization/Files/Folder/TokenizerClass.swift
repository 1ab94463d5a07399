/// A class of tokenizers, as transformers has it: which vocabulary it reads, and the pipeline it builds around it.
struct TokenizerClass: Sendable {
  /// The class's name.
  let name: String
  /// The names of the vocabulary files that it reads where there is no tokenizer.json.
  let files: [String]
  /// Builds the pipeline for a folder.
  let build: @Sendable (ClassContext) throws -> ClassPipeline

  /// All classes that are supported; a kind of class is a file.
  static let all: [TokenizerClass] =
    [general] + byteLevel + bytePairs + [whisper] + wordPieces + [esm] + sentencePiece

  /// The class of that name; nil where it is not supported.
  static func named(_ name: String) -> TokenizerClass? { all.first { $0.name.utf8.elementsEqual(name.utf8) } }
}
