package import ByteFiles
import SafeText

extension Checkpoint {
  /// Opens one `.safetensors` file.
  ///
  /// Throws when the file cannot be read or its header claims anything that is not so; the message names file, tensor or
  /// field, what is expected and what was found.
  public static func open(safetensors path: String) throws -> Checkpoint {
    Checkpoint(parts: [try SafetensorsFile(path: path)])
  }

  /// Opens a checkpoint that torch.save wrote: a zip archive or, of old versions, a stream of pickles.
  ///
  /// Its pickle is read and never run: what it may name is a closed list, and anything else ends the reading. The tensors have the
  /// names of the state_dict; one inside a dictionary (`{"state_dict": …, "epoch": 3}`) is found, and what is no tensor is passed
  /// over.
  ///
  /// Throws when the file cannot be read, claims anything that is not so, or wants to call something, which the message names.
  public static func open(pytorch path: String) throws -> Checkpoint { try open(pytorch: MappedFile(path: path)) }

  /// The same for bytes from anywhere: the pickle is required, and a tensor's bytes when it is asked for.
  package static func open(pytorch source: any ByteSource) throws -> Checkpoint {
    Checkpoint(parts: [try PyTorchFile(source)])
  }

  /// Opens an ONNX file: the initialisers of its graph, and its constants of two dimensions and more.
  ///
  /// Files that hold elements are looked for beside it. Throws when the file cannot be read, claims anything that is not so, has no
  /// weights, or names a file outside its folder.
  public static func open(onnx path: String) throws -> Checkpoint { Checkpoint(parts: [try ONNXFile(path: path)]) }

  /// The same for bytes from anywhere; `beside` opens the files of its folder that hold elements, by their names.
  package static func open(onnx source: any ByteSource, beside: (_ name: String) throws -> any ByteSource) throws
    -> Checkpoint
  {
    Checkpoint(parts: [try ONNXFile(source, beside: beside)])
  }

  /// Opens a checkpoint of Flax (`flax_model.msgpack`); of maps in maps the keys are joined by dots.
  ///
  /// Throws when the file cannot be read, or claims anything that is not so.
  public static func open(flax path: String) throws -> Checkpoint { try open(flax: MappedFile(path: path)) }

  /// The same for bytes from anywhere, of which all are required.
  package static func open(flax source: any ByteSource) throws -> Checkpoint {
    Checkpoint(parts: [try FlaxFile(source)])
  }

  /// Opens the shards that an index lists (`model.safetensors.index.json`, `pytorch_model.bin.index.json`), which lie in the index's
  /// folder or below it.
  ///
  /// All shards are mapped and their headers checked, none of their tensors is read. The index decides which tensors there
  /// are: one that a shard has and the index does not list is left out.
  ///
  /// Throws what ``open(safetensors:)`` throws, and when a shard is missing, has a name that leaves the folder, or lacks a
  /// tensor that the index says it has.
  public static func open(safetensorsIndex path: String) throws -> Checkpoint {
    let index = try ShardIndex(path: path)
    return try open(index, shards: index.shards.map { ($0, try index.mapped($0)) })
  }

  /// Opens all files of a set of safetensors that has no index: together they hold the tensors.
  ///
  /// Throws what ``open(safetensors:)`` throws, and when two of them hold a tensor of the same name.
  package static func open(safetensorsParts sources: [any ByteSource]) throws -> Checkpoint {
    try whole(try sources.map { try SafetensorsFile($0) })
  }

  /// Opens all files of a set of PyTorch's that has no index: together they hold the tensors.
  ///
  /// Throws what ``open(pytorch:)`` throws, and when two of them hold a tensor of the same name.
  package static func open(pytorchParts sources: [any ByteSource]) throws -> Checkpoint {
    try whole(try sources.map { try PyTorchFile($0) })
  }

  private static func whole(_ parts: [any CheckpointFile]) throws -> Checkpoint {
    var names: Set<ExactName> = []
    for part in parts {
      for tensor in part.tensors where !names.insert(ExactName(tensor.info.name)).inserted {
        throw CheckpointError.duplicateTensor(file: part.source.path, tensor: tensor.info.name)
      }
    }
    return Checkpoint(parts: parts)
  }

  /// The tensors of all `parts`, of which no two have one of the same name.
  private init(parts: [any CheckpointFile], tensors: [StoredTensor]? = nil) {
    self.init(
      parts.first.map { type(of: $0).format } ?? .safetensors, files: parts.map(\.source.path),
      tensors: tensors ?? parts.flatMap(\.tensors), metadata: parts.first?.metadata ?? [])
  }

  /// Opens some of the shards that an index lists: the checkpoint then has only their tensors.
  ///
  /// Throws what ``open(safetensorsIndex:)`` throws.
  package static func open(
    _ index: ShardIndex, shards: [(name: String, source: any ByteSource)]
  ) throws -> Checkpoint {
    let opened = try shards.map { (shard: $0.name, file: try ShardIndex.open($0.name, $0.source)) }
    return Checkpoint(parts: opened.map(\.file), tensors: try index.tensors(in: opened))
  }

  /// Opens a GGUF file of version 2 or 3.
  ///
  /// Throws when the file cannot be read, is of another version or byte order, or claims anything that is not so.
  public static func open(gguf path: String) throws -> Checkpoint { try open(ggufParts: [MappedFile(path: path)]) }

  /// Opens all parts of a GGUF model, in order: together they hold its tensors, and the first one its metadata.
  ///
  /// What parts say of themselves (`split.no`, `split.count`, `split.tensors.count`) must be so; it may be missing.
  ///
  /// Throws what ``open(gguf:)`` throws, when two parts hold a tensor of the same name, and when a part is not the one that
  /// its place says it is.
  package static func open(ggufParts sources: [any ByteSource]) throws -> Checkpoint {
    let parts = try sources.map { try GGUFFile($0) }
    if parts.count > 1 { try GGUFParts(parts).check() }
    return Checkpoint(
      .gguf, files: sources.map(\.path), tensors: parts.flatMap(\.tensors), gguf: parts.first?.metadata)
  }

  /// Opens a file of words and their vectors: word2vec's text or binary form, GloVe's text, fastText's `.vec`.
  ///
  /// The whole file is read, for nothing else tells where a row begins: numbers in text are parsed on all cores.
  ///
  /// Throws when the file cannot be read, a line does not hold a word and as many numbers as the others, or the first line
  /// says something else of the file than is so.
  public static func open(wordVectors path: String) throws -> Checkpoint {
    let file = try WordVectorsFile(MappedFile(path: path))
    return Checkpoint(
      .wordVectors, files: [path], tensors: [file.tensor], words: file.words, rowsTensor: WordVectorsFile.tensorName)
  }

  /// Opens one array of NumPy's, a `.npy` file, as a checkpoint of one tensor.
  ///
  /// Throws when the file is none, its header is anything but the literals that NumPy writes, or the values are not as many as
  /// it says.
  public static func open(npy path: String) throws -> Checkpoint {
    let name = "array"
    let file = try NumPyFile(MappedFile(path: path), name: name, file: path)
    return Checkpoint(.npy, files: [path], tensors: [file.tensor], rowsTensor: name)
  }

  /// Opens the arrays of NumPy's `.npz` archive, each as a tensor; of text, one may hold the words of the rows.
  ///
  /// Throws what ``open(npy:)`` throws, and when the archive is none.
  public static func open(npz path: String) throws -> Checkpoint {
    let file = try NumPyArchiveFile(MappedFile(path: path))
    return Checkpoint(.npz, files: [path], tensors: file.tensors, words: file.words, rowsTensor: file.rowsTensor)
  }
}
