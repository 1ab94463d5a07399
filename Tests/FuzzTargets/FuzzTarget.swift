import Checkpoints
import EmbeddingAnalysis
import Tokenization
import Workspace

/// What is fuzzed: each target takes any bytes and must neither crash nor hang nor lose a promise; errors are fine.
package enum FuzzTarget: String, CaseIterable, Sendable {
  case tokenizerJSON = "tokenizer-json"
  /// vocab.json, a NUL byte, merges.txt.
  case vocabularyAndMerges = "vocab-json"
  case vocabText = "vocab-txt"
  case tiktoken
  case tekken
  case sentencePiece = "sentencepiece"
  case gguf
  /// The pickle of a checkpoint of PyTorch.
  case pickle
  /// A whole checkpoint of PyTorch.
  case pytorch
  case onnx
  case flax
  /// One array of NumPy's, or an archive of several.
  case npy
  /// A file of words and their vectors, of any of its forms.
  case wordVectors = "word-vectors"
  /// config.json, a NUL byte, model.safetensors: weights packed into several tensors.
  case mlx
  /// A byte that chooses a kind of model, then tokenizer_config.json, special_tokens_map.json and added_tokens.json with NUL
  /// bytes between them.
  case tokenizerConfiguration = "tokenizer-config"
  /// A byte that chooses a tokenizer, and a text to encode and decode.
  case encodeDecode = "encode-decode"
  /// A request to the explorer: the method, the target and the headers, a line each, an empty line, and the body.
  case explorer
  /// A byte that chooses a split pattern, and a text that vector masks and scanners split.
  case splitMasks = "split-masks"

  /// Feeds `bytes` to the target.
  package func run(_ bytes: UnsafeRawBufferPointer) {
    switch self {
    case .tokenizerJSON: open(bytes, as: "tokenizer.json")
    case .vocabText: open(bytes, as: "vocab.txt")
    case .tiktoken: open(bytes, as: "gpt2.tiktoken")
    case .tekken:
      FuzzFolder.shared.write(bytes, to: "tekken.json")
      use(try? Tokenizer.open(tekken: FuzzFolder.shared.path + "/tekken.json"))
    case .sentencePiece: open(bytes, as: "fuzz.model")
    case .gguf: open(bytes, as: "fuzz.gguf")
    case .pickle: CheckpointRun.run { try .open(pytorch: CheckpointRun.stream(Array(bytes))) }
    case .pytorch: CheckpointRun.run { try .open(pytorch: CheckpointRun.source([Array(bytes)])) }
    case .onnx:
      CheckpointRun.run {
        try .open(onnx: CheckpointRun.source([Array(bytes)])) { _ in
          CheckpointRun.source([Array(repeating: 1, count: 64)])
        }
      }
    case .flax: CheckpointRun.run { try .open(flax: CheckpointRun.source([Array(bytes)])) }
    case .npy: openRows(bytes, as: "fuzz.npy")
    case .wordVectors: openRows(bytes, as: "fuzz.vec")
    case .mlx: use(try? openPair(bytes, "packed", "config.json", "model.safetensors").tokenEmbeddings())
    case .vocabularyAndMerges: use(try? openPair(bytes, "pair", "vocab.json", "merges.txt").tokenizer())
    case .tokenizerConfiguration: use(ConfiguredFolder.open(bytes))
    case .encodeDecode: RoundTrip.run(bytes)
    case .explorer: ExplorerRun.run(bytes)
    case .splitMasks: SplitMasks.run(bytes)
    }
  }

  /// Opens `bytes` as the file of a model, the way a person would, and uses the tokenizer that comes of it.
  private func open(_ bytes: UnsafeRawBufferPointer, as name: String) {
    let folder = FuzzFolder.shared
    folder.write(bytes, to: name)
    use(try? OpenModel(folder.path + "/" + name).tokenizer())
  }

  /// The same for a file of vectors, whose rows are read, too.
  private func openRows(_ bytes: UnsafeRawBufferPointer, as name: String) {
    let folder = FuzzFolder.shared
    folder.write(bytes, to: name)
    guard let model = try? OpenModel(folder.path + "/" + name) else { return }
    if let rows = try? model.tokenEmbeddings() { _ = rows.row(rows.rowCount - 1) }
    use(try? model.tokenizer())
  }

  /// Opens a folder of two files, between which `bytes` have a NUL byte.
  private func openPair(
    _ bytes: UnsafeRawBufferPointer, _ name: String, _ first: String, _ second: String
  ) throws -> OpenModel {
    let end = bytes.firstIndex(of: 0) ?? bytes.count
    let folder = FuzzFolder.shared
    folder.write(UnsafeRawBufferPointer(rebasing: bytes[..<end]), to: "\(name)/\(first)")
    folder.write(UnsafeRawBufferPointer(rebasing: bytes[min(end + 1, bytes.count)...]), to: "\(name)/\(second)")
    return try OpenModel("\(folder.path)/\(name)")
  }

  private static let text = "The <mask> wörd 12 don't\u{301} [MASK] 中文 ▁x \u{0}\r\n<0xE2> 👩‍👧 aaaaaaaa"

  private func use(_ tokenizer: Tokenizer?) {
    guard let tokenizer, let encoding = try? tokenizer.encode(Self.text) else { return }
    precondition(encoding.offsets.allSatisfy { $0.upperBound <= Self.text.utf8.count }, "an offset past the text")
    _ = try? tokenizer.decode(encoding.ids)
    for id in encoding.ids.prefix(4) { _ = tokenizer.vocabulary.entry(id) }
  }

  private func use(_ matrix: EmbeddingMatrix?) {
    guard let matrix else { return }
    let statistics = RowStatistics(of: matrix)
    precondition(statistics.means.count == matrix.rowCount, "rows without a mean")
    _ = matrix.row(matrix.rowCount - 1)
  }
}
