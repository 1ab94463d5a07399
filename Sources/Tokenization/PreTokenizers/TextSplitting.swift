internal import ByteFiles

/// A pre-tokenizer by itself: what a text is cut into before the model sees it.
package struct TextSplitting: Sendable {
  let preTokenizer: PreTokenizer

  /// A part of a text.
  package struct Piece: Sendable, Equatable {
    /// The part, as the stages rewrote it.
    package let text: String
    /// The bytes of the original that it stands for.
    package let source: Range<Int>
  }

  init(_ preTokenizer: PreTokenizer) { self.preTokenizer = preTokenizer }

  /// Reads the value of a tokenizer.json's `pre_tokenizer` from a file of its own.
  ///
  /// - Throws: ``TokenizationError`` or `ByteFilesError`.
  package init(preTokenizerJSON path: String) throws {
    let file = try MappedFile(path: path)
    let value = try file.withUnsafeBytes { bytes in
      var reader = try JSONReader(bytes, file: path)
      let value = try reader.readValue()
      try reader.end()
      return value
    }
    preTokenizer = try TokenizerJSON.preTokenizer(ComponentReader(value, file: path, path: "pre_tokenizer"))
  }

  /// The parts of the text `bytes`, which must be valid UTF-8.
  ///
  /// - Throws: ``TokenizationError/patternLimit(pattern:offset:)``.
  package func pieces(ofUTF8 bytes: UnsafeBufferPointer<UInt8>) throws -> [Piece] {
    guard !bytes.isEmpty else { return [] }
    var pieces: [Piece] = []
    try preTokenizer.split(TextView(bytes: bytes, sources: nil, base: 0), [0..<bytes.count]) { text, ranges in
      for range in ranges {
        pieces.append(
          Piece(text: String(decoding: text.bytes[range], as: UTF8.self), source: text.sourceRange(of: range)))
      }
    }
    return pieces
  }

  /// Where the parts begin, found by vector masks as for ids alone; nil where this pre-tokenizer has no such form.
  ///
  /// - Throws: ``TokenizationError/patternLimit(pattern:offset:)``.
  package func startsByMasks(ofUTF8 bytes: UnsafeBufferPointer<UInt8>) throws -> [Int]? {
    guard let cutters = RawBytePieces(preTokenizer)?.cutters, let split = VectorSplit(cutters) else { return nil }
    return try split.starts(of: bytes, cutters)
  }
}
