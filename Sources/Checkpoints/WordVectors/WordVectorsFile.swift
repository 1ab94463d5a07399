import ByteFiles
import Tensors

/// A file of word vectors: word2vec's text or binary form, GloVe's text, fastText's `.vec`.
///
/// All four are read as gensim's `load_word2vec_format` reads them where it gives an answer; a word may hold spaces in text,
/// which gensim refuses, and a word that comes twice keeps both rows.
struct WordVectorsFile {
  /// The name of the one tensor.
  static let tensorName = "vectors"

  let words: WordList
  let tensor: StoredTensor

  /// Reads the whole file: where a row begins, nothing but the rows before it tells.
  init(_ source: any ByteSource) throws {
    try source.require(0..<source.count)
    let file = source.path
    let (words, values) = try source.withUnsafeBytes { bytes in
      let header = WordVectorsHeader(bytes)
      if let header, !WordVectorsBinary.isText(bytes, header) {
        return try WordVectorsBinary(bytes, header, file: file).read()
      }
      return try WordVectorsText(bytes, header, file: file).read()
    }
    guard !words.isEmpty else {
      throw CheckpointError.field(file: file, field: "line 1", expected: "at least one word", found: "none")
    }
    self.words = words
    let columns = values.count / MemoryLayout<Float>.size / words.count
    let info = TensorInfo(
      name: Self.tensorName, typeName: DType.float32.rawValue, dtype: .float32, shape: Shape([words.count, columns]),
      byteCount: values.count, file: file)
    tensor = StoredTensor(info: info, source: values, range: 0..<values.count)
  }
}
