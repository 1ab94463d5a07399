import ByteFiles

/// What a single file is: known by its first bytes and, where those say nothing, by its name, capital letters or not.
enum FileKind: Equatable {
  case gguf, safetensors, pytorch, onnx, flax, shardIndex, configuration
  /// Words and their vectors in one file; NumPy's arrays.
  case wordVectors, numpyArray, numpyArchive
  case tokenizerJSON, bytePairVocabulary, bytePairMerges, vocabularyText, sentencePiece, tiktoken, tekken
  /// A format that is known and cannot be read: what it is called.
  case unreadable(String)

  /// The kind of the file at `path`; nil for one that is no part of a model as far as can be told.
  static func of(_ name: String, path: String) throws -> FileKind? {
    // One that is described before it is fetched is known by its name alone.
    guard FilePaths.kind(of: path) != nil else { return named(name) }
    let file = try MappedFile(path: path)
    return file.withUnsafeBytes { bytes in
      if let known = magic(name, bytes) ?? (isJSON(bytes) ? jsonKind(name, bytes) : nil) { return known }
      let promised = named(name)
      switch promised {
      // Some models have ranks in a file of SentencePiece's name.
      case nil, .sentencePiece: return textKind(bytes) ?? promised
      // A list of words and a list of words with numbers have the same name.
      case .vocabularyText, .unreadable, .pytorch: return WordVectorsLook(bytes).isThere ? .wordVectors : promised
      default: return promised
      }
    }
  }

  /// Whether such a file holds a tokenizer.
  var isTokenizer: Bool {
    switch self {
    case .gguf, .tokenizerJSON, .bytePairVocabulary, .bytePairMerges, .vocabularyText, .sentencePiece, .tiktoken,
      .tekken, .wordVectors, .numpyArchive:
      true
    case .safetensors, .pytorch, .onnx, .flax, .numpyArray, .shardIndex, .configuration, .unreadable: false
    }
  }

  // MARK: By name

  /// The kind of a file of this name, where the name tells it.
  static func named(_ name: String) -> FileKind? {
    let name = FilePaths.lastComponent(name).lowercased()
    if let known = endings.first(where: { name.hasSuffix($0.ending) }) { return known.kind }
    // Variants (model.safetensors.index.fp16.json) and versions (tokenizer.model.v3) come after what tells.
    if [".safetensors.index.", ".bin.index."].contains(where: name.contains), name.hasSuffix(".json") {
      return .shardIndex
    }
    return name.contains(".model.") ? .sentencePiece : nil
  }

  /// Whether a name ends as files of models do, so that it means a file and not a repository.
  static func isFileName(_ name: String) -> Bool {
    let name = name.lowercased()
    return endings.contains { $0.ending.hasPrefix(".") && name.hasSuffix($0.ending) } || name.hasSuffix(".json")
  }

  /// A name's end, and what such a file is; the first that fits counts.
  private static let endings: [(ending: String, kind: FileKind)] = [
    ("tokenizer.json", .tokenizerJSON), ("vocab.json", .bytePairVocabulary), ("encoder.json", .bytePairVocabulary),
    ("merges.txt", .bytePairMerges), ("vocab.bpe", .bytePairMerges), ("tekken.json", .tekken),
    (".safetensors.index.json", .shardIndex), (".bin.index.json", .shardIndex), ("config.json", .configuration),
    ("params.json", .configuration),
    (".gguf", .gguf), (".safetensors", .safetensors), (".tiktoken", .tiktoken), (".model", .sentencePiece),
    (".txt", .vocabularyText), (".bin", .pytorch), (".pt", .pytorch), (".pth", .pytorch), (".ckpt", .pytorch),
    (".h5", .unreadable("Keras' HDF5")), (".msgpack", .flax), (".onnx", .onnx),
    (".npz", .numpyArchive), (".npy", .numpyArray), (".vec", .wordVectors),
    (".tflite", .unreadable("TensorFlow Lite")), (".pdparams", .unreadable("Paddle's checkpoint")),
  ]

  // MARK: By first bytes

  private static func magic(_ name: String, _ bytes: UnsafeRawBufferPointer) -> FileKind? {
    let starts: [(start: [UInt8], kind: FileKind)] = [
      (Array("GGUF".utf8), .gguf), ([0x50, 0x4B, 3, 4], zipKind(name, bytes)),
      ([0x93] + Array("NUMPY".utf8), .numpyArray), ([0x89] + Array("HDF".utf8), .unreadable("HDF5")),
      // The number 793712314, then the version 12.
      ([0xBA, 0x16, 0x4F, 0x2F], .unreadable("fastText's own model (its .vec file can be read)")),
      ([0x1F, 0x8B], .unreadable("compressed by gzip (unpack it first)")),
    ]
    if let known = starts.first(where: { bytes.starts(with: $0.start) }) { return known.kind }
    // A pickle says its protocol, 2 to 5, first.
    if bytes.count > 1, bytes[0] == 0x80, (2...5).contains(bytes[1]) { return .pytorch }
    if isSafetensors(bytes) { return .safetensors }
    return isSentencePiece(bytes) ? .sentencePiece : nil
  }

  /// What the first member of a zip archive says it is; the file's name where that says nothing.
  private static func zipKind(_ name: String, _ bytes: UnsafeRawBufferPointer) -> FileKind {
    let length = bytes.count > 30 ? Int(bytes[26]) | Int(bytes[27]) << 8 : 0
    let member = bytes.dropFirst(30).prefix(length)
    if member.suffix(4).elementsEqual(".npy".utf8) { return .numpyArchive }
    let isPyTorch = member.reversed().starts(with: "/data.pkl".utf8.reversed()) || named(name) == .pytorch
    return isPyTorch ? .pytorch : .unreadable("a zip archive that is none of PyTorch's or NumPy's")
  }

  /// A length that the file has room for, then a JSON object.
  private static func isSafetensors(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= 10 else { return false }
    let length = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    let start = bytes[8...].prefix(64).first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return length >= 2 && length <= UInt64(bytes.count - 8) && start == UInt8(ascii: "{")
  }

  /// The first field of the message is a piece, whose first field is its text.
  private static func isSentencePiece(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.count > 4 && bytes[0] == 0x0A && bytes[1] < 0x80 && bytes[2] == 0x0A && bytes[3] < bytes[1]
  }

  private static func isJSON(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.prefix(64).first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{")
  }

  /// What the keys of an object say it is.
  ///
  /// A name that says so is not looked into: it may be tens of megabytes.
  private static func jsonKind(_ name: String, _ bytes: UnsafeRawBufferPointer) -> FileKind? {
    if let kind = named(name), kind != .vocabularyText { return kind }
    guard bytes.count <= 256 << 20, let keys = try? topKeys(bytes, file: name) else { return nil }
    if keys.contains("weight_map") { return .shardIndex }
    if keys.contains("model"), keys.contains("added_tokens") || keys.contains("pre_tokenizer") { return .tokenizerJSON }
    if keys.contains("vocab"), keys.contains("config") { return .tekken }
    return keys.contains("model_type") || keys.contains("architectures") ? .configuration : nil
  }

  private static func topKeys(_ bytes: UnsafeRawBufferPointer, file: String) throws -> Set<String> {
    var reader = try JSONReader(bytes, file: file, dialect: .python)
    var keys: Set<String> = []
    var key: [UInt8] = []
    try reader.beginObject()
    // A vocabulary has its tokens for keys, which say nothing more.
    while keys.count < 64, try reader.nextKey(into: &key) {
      keys.insert(String(decoding: key, as: UTF8.self))
      try reader.skipValue()
    }
    return keys
  }

  /// Word vectors, whose first line may look like a rank; or ranks: a token in base64, a space and a number, one to a line.
  private static func textKind(_ bytes: UnsafeRawBufferPointer) -> FileKind? {
    if WordVectorsLook(bytes).isThere { return .wordVectors }
    let line = bytes.prefix(512).prefix { $0 != 0x0A && $0 != 0x0D }
    let parts = line.split(separator: 0x20, omittingEmptySubsequences: false)
    let isRank =
      parts.count == 2 && parts[0].count % 4 == 0 && !parts[0].isEmpty && !parts[1].isEmpty
      && parts[1].allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return isRank && line.count < 512 ? .tiktoken : nil
  }
}
