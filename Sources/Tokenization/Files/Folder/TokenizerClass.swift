/// A class of tokenizers, as transformers has it: which vocabulary it reads, and the pipeline it builds around it.
struct TokenizerClass: Sendable {
  /// The class's name.
  let name: String
  /// The names of the vocabulary files that it reads where there is no tokenizer.json.
  let files: [String]
  /// Those of them without which it builds nothing, beside a tokenizer.json too.
  var needs: [String] = []
  /// Builds the pipeline for a folder.
  let build: @Sendable (ClassContext) throws -> ClassPipeline

  /// All classes that are supported; a kind of class is a file.
  static let all: [TokenizerClass] =
    [general] + byteLevel + bytePairs + [whisper] + wordPieces + [esm] + sentencePiece

  /// Why a tokenizer.json is to be read as it is although it lies in a folder of this class; nil where the class can build on
  /// what is there.
  ///
  /// transformers gives nothing of use for such folders: byte pairs without a merge, or an error.
  func reasonToLeave(_ json: TokenizerJSON, _ folder: TokenizerFolder) throws -> String? {
    let lacks: String
    if files.contains("merges.txt"), try !json.requiredModel().hasMerges {
      lacks = "merges"
    } else if let own = needs.first(where: { folder.path($0) == nil }) {
      lacks = own
    } else {
      return nil
    }
    return "\(name) needs \(lacks), which \(folder.place) lacks: \(json.file) is read as it is"
  }

  /// The class of that name; nil where it is not supported.
  static func named(_ name: String) -> TokenizerClass? { all.first { $0.name.utf8.elementsEqual(name.utf8) } }
}
