import ByteFiles
import Tensors

/// The arrays of NumPy's `.npz`: a zip archive of `.npy` files.
///
/// One of them is taken for the rows, by its name or else because it is the largest matrix, and one of text for their words.
struct NumPyArchiveFile {
  let tensors: [StoredTensor]
  /// The name of the array that holds the rows; nil where none is a matrix.
  let rowsTensor: String?
  /// The words of the rows, where an array of text has them.
  let words: WordList?

  private static let rowNames = ["vectors", "rows", "embeddings", "embedding", "arr_0"]
  private static let wordNames = ["words", "raw", "tokens", "vocab", "vocabulary", "index_to_key"]

  /// Reads the headers of all arrays in `source`, and the array of words whole.
  init(_ source: any ByteSource) throws {
    let ending = ".npy"
    let arrays = try ZipArchive(source, verifiesStored: true).members.filter { $0.name.hasSuffix(ending) }.map {
      member in
      try NumPyFile(member, name: String(member.name.dropLast(ending.count)), file: member.path)
    }
    guard !arrays.isEmpty else {
      throw CheckpointError.field(file: source.path, field: "members", expected: "arrays (.npy)", found: "none")
    }
    tensors = arrays.map(\.tensor)
    let rows = Self.rows(among: arrays.map(\.tensor.info))
    rowsTensor = rows?.name
    words = try rows.flatMap { rows in
      let texts = Self.wordNames.lazy.compactMap { name in
        arrays.first { $0.tensor.info.name.utf8.elementsEqual(name.utf8) && $0.textWidth != nil }
      }
      return try texts.first?.words(count: rows.shape.dimensions[0])
    }
  }

  private static func rows(among infos: [TensorInfo]) -> TensorInfo? {
    let matrices = infos.filter { info in
      info.shape.dimensions.count == 2 && info.dtype != nil && (info.shape.elementCount ?? 0) > 0
    }
    let named = rowNames.lazy.compactMap { name in matrices.first { $0.name.utf8.elementsEqual(name.utf8) } }.first
    return named ?? matrices.max { ($0.shape.elementCount ?? 0) < ($1.shape.elementCount ?? 0) }
  }
}

extension NumPyFile {
  /// How many characters or bytes each text of an array has; nil for numbers.
  var textWidth: Int? {
    let type = header.type
    guard type.hasPrefix("<U") || type.hasPrefix("|S") || type.hasPrefix("|U") else { return nil }
    return Int(type.dropFirst(2))
  }

  /// The texts of an array as words, one for each of `count` rows.
  ///
  /// Texts are filled up with zeros, which are none of them. Bytes that are no UTF-8 stand as Python's `surrogateescape` spells
  /// them (U+DC80 to U+DCFF), and a zero that belongs to a word as U+DC00.
  func words(count: Int) throws -> WordList {
    let info = tensor.info
    guard info.shape.dimensions == [count] else {
      throw CheckpointError.field(
        file: info.file, field: "shape", expected: "[\(count)], a word for each row", found: "\(info.shape)")
    }
    try tensor.source.require(tensor.range)
    let isUnicode = header.type.dropFirst().first == "U"
    let size = (textWidth ?? 0) * (isUnicode ? 4 : 1)
    var words = WordList()
    words.reserve(count)
    try tensor.source.withUnsafeBytes { bytes in
      for row in 0..<count {
        let start = tensor.range.lowerBound + row * size
        let text = bytes[start..<start + size]
        if !isUnicode {
          words.append(text.reversed().drop { $0 == 0 }.reversed())
        } else if let word = NumPyText.bytes(of: UnsafeRawBufferPointer(rebasing: text)) {
          words.append(word)
        } else {
          throw CheckpointError.field(
            file: info.file, field: "[\(row)]", expected: "characters of Unicode", found: "another number")
        }
      }
    }
    return words
  }
}

/// A text in NumPy's arrays of `<U`: one 32-bit number for each character.
package enum NumPyText {
  /// The bytes that `text` spells; nil where a number is no character and stands for no byte.
  package static func bytes(of text: UnsafeRawBufferPointer) -> [UInt8]? {
    let values = stride(from: 0, to: text.count, by: 4).map {
      UInt32(littleEndian: text.loadUnaligned(fromByteOffset: $0, as: UInt32.self))
    }
    var result: [UInt8] = []
    for value in values.reversed().drop(while: { $0 == 0 }).reversed() {
      switch value {
      case 0xDC00, 0xDC80...0xDCFF: result.append(UInt8(truncatingIfNeeded: value))
      default:
        guard let scalar = Unicode.Scalar(value) else { return nil }
        result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.EncodedScalar())
      }
    }
    return result
  }

  /// The numbers that stand for the bytes of a word; the reverse of ``bytes(of:)``.
  package static func characters(of word: some Collection<UInt8>) -> [UInt32] {
    let bytes = Array(word)
    let last = bytes.lastIndex { $0 != 0 } ?? -1
    var characters: [UInt32] = []
    var position = 0
    bytes.withUnsafeBytes { raw in
      while position < raw.count {
        let length = UTF8Validation.sequenceLength(raw, at: position)
        if length == 0 || position > last {
          characters.append(0xDC00 | UInt32(raw[position]))
          position += 1
        } else {
          let text = String(decoding: raw[position..<position + length], as: UTF8.self)
          characters.append(text.unicodeScalars.first?.value ?? 0)
          position += length
        }
      }
    }
    return characters
  }
}
