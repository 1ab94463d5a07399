import ByteFiles
import SafeText
public import Tensors

/// The tensors in a model's weight files: their names, types and shapes, and views of the ones that are asked for.
///
/// Opening maps the files into memory and checks everything that their headers claim; it reads no tensor, so it takes
/// milliseconds whatever the model's size. A tensor's elements are paged in as they are looked at and are never copied.
///
/// ```swift
/// let checkpoint = try Checkpoint.open(safetensors: "gpt2/model.safetensors")
/// checkpoint.info(named: "wte.weight")?.shape      // [50257, 768]
/// let embeddings = try checkpoint.tensor(named: "wte.weight")
/// embeddings.row(262)                              // the 768 values of “ the”
/// ```
///
/// Names are compared byte for byte, as the file has them.
public struct Checkpoint: Sendable {
  /// The format of a checkpoint's files.
  public enum Format: String, Sendable, Codable {
    /// One `.safetensors` file, or several with an index.
    case safetensors
    /// One GGUF file, or all parts of one model.
    case gguf
    /// A checkpoint that torch.save wrote (`.bin`, `.pt`, `.pth`), or several with an index.
    case pytorch = "PyTorch"
    /// An ONNX file, its elements inside or in files beside it.
    case onnx = "ONNX"
    /// A checkpoint of Flax (`flax_model.msgpack`).
    case flax = "Flax"
    /// One file of words and their vectors: word2vec's text or binary form, GloVe's, fastText's `.vec`.
    case wordVectors = "word-vectors"
    /// One array of NumPy's.
    case npy
    /// Arrays of NumPy's in one archive.
    case npz
  }

  /// The format of the files.
  public let format: Format
  /// The paths of the files that hold the tensors: one, or all the shards in the order of their names.
  public let files: [String]
  /// What the files say about their tensors, in the order in which they list them, shard after shard.
  public let infos: [TensorInfo]
  /// What a GGUF file says about its model and its vocabulary; nil for other formats.
  package let gguf: GGUFMetadata?
  /// The free text pairs of a safetensors file (`__metadata__`), and what stands beside the tensors of a checkpoint of PyTorch;
  /// the first shard's where there are several.
  package let metadata: [(key: String, value: String)]
  /// The words that the rows of ``rowsTensor`` are of; nil for formats that keep a vocabulary elsewhere, or none.
  package let words: WordList?
  /// The name of the tensor that holds the rows, for formats of which each file is one matrix; nil for models' own formats.
  package let rowsTensor: String?

  private let tensors: [StoredTensor]
  private let positions: [ExactName: Int]

  init(
    _ format: Format, files: [String], tensors: [StoredTensor], gguf: GGUFMetadata? = nil,
    metadata: [(key: String, value: String)] = [], words: WordList? = nil, rowsTensor: String? = nil
  ) {
    self.format = format
    self.files = files
    self.tensors = tensors
    self.infos = tensors.map(\.info)
    self.gguf = gguf
    self.metadata = metadata
    self.words = words
    self.rowsTensor = rowsTensor
    // The readers refuse duplicate names; should one slip through, the first stands.
    self.positions = Dictionary(
      tensors.enumerated().map { (ExactName($1.info.name), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What is known about the tensor `name`; nil when the checkpoint has none of that name.
  public func info(named name: String) -> TensorInfo? {
    positions[ExactName(name)].map { infos[$0] }
  }

  /// A view of the tensor `name`, whose elements stay where they are mapped.
  ///
  /// Throws when there is no such tensor, with similar names in the message, and when its type cannot be read (such as
  /// `Q8_K`), with the types that can.
  public func tensor(named name: String) throws -> Tensor {
    guard let position = positions[ExactName(name)] else {
      throw CheckpointError.noSuchTensor(file: files.first ?? "", tensor: name, similar: similarNames(to: name))
    }
    return try tensors[position].view()
  }

  /// Up to three names that end as `name` does: what a prefix such as `transformer.` hides.
  private func similarNames(to name: String) -> [String] {
    let ending = name.split(separator: ".").suffix(2).joined(separator: ".")
    guard !ending.isEmpty else { return [] }
    return Array(infos.lazy.map(\.name).filter { $0.hasSuffix(ending) }.prefix(3))
  }
}
