import ByteFiles

extension Tokenizer {
  /// The most bytes that ``encode(utf8:addSpecialTokens:)`` takes at once.
  public static let longestText = Int(UInt32.max) / 2

  /// Encodes a text.
  ///
  /// A text above ``longestText`` (2 GB) is a programmer's mistake; ``encode(utf8:addSpecialTokens:)`` throws for it.
  ///
  /// - Complexity: O(n log n) in the length of the longest piece, else linear.
  public func encode(_ text: String, addSpecialTokens: Bool = true) -> Encoding {
    withContiguousUTF8(text) { encode(valid: $0, addSpecialTokens: addSpecialTokens) }
  }

  /// Encodes the bytes of a text file.
  ///
  /// - Throws: ``TokenizationError/invalidUTF8(offset:)`` or ``TokenizationError/textTooLong(bytes:limit:)``.
  public func encode(utf8 bytes: UnsafeBufferPointer<UInt8>, addSpecialTokens: Bool = true) throws -> Encoding {
    try check(bytes)
    return encode(valid: bytes, addSpecialTokens: addSpecialTokens)
  }

  /// Encodes the bytes of a text.
  ///
  /// - Throws: ``TokenizationError/invalidUTF8(offset:)`` or ``TokenizationError/textTooLong(bytes:limit:)``.
  public func encode(utf8 bytes: [UInt8], addSpecialTokens: Bool = true) throws -> Encoding {
    try bytes.withUnsafeBufferPointer { try encode(utf8: $0, addSpecialTokens: addSpecialTokens) }
  }

  /// The ids alone of a text: quicker than ``encode(_:addSpecialTokens:)``.
  public func tokenIDs(of text: String, addSpecialTokens: Bool = true) -> [Int] {
    withContiguousUTF8(text) { tokenIDs(valid: $0, addSpecialTokens: addSpecialTokens) }
  }

  /// The ids alone of the bytes of a text file.
  ///
  /// - Throws: ``TokenizationError/invalidUTF8(offset:)`` or ``TokenizationError/textTooLong(bytes:limit:)``.
  public func tokenIDs(
    ofUTF8 bytes: UnsafeBufferPointer<UInt8>, addSpecialTokens: Bool = true
  ) throws -> [Int] {
    try check(bytes)
    return tokenIDs(valid: bytes, addSpecialTokens: addSpecialTokens)
  }

  private func withContiguousUTF8<Result>(
    _ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    var text = text
    return text.withUTF8(body)
  }

  private func check(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    guard bytes.count <= Self.longestText else {
      throw TokenizationError.textTooLong(bytes: bytes.count, limit: Self.longestText)
    }
    if let offset = UTF8Validation.firstInvalidOffset(UnsafeRawBufferPointer(bytes)) {
      throw TokenizationError.invalidUTF8(offset: offset)
    }
  }

  private func tokenIDs(valid bytes: UnsafeBufferPointer<UInt8>, addSpecialTokens: Bool) -> [Int] {
    var sink = TokenSink(wantsOffsets: false)
    run(bytes, into: &sink)
    return postProcessor.process(ids: sink.ids, addSpecialTokens: addSpecialTokens)
  }

  private func encode(valid bytes: UnsafeBufferPointer<UInt8>, addSpecialTokens: Bool) -> Encoding {
    var sink = TokenSink(wantsOffsets: true)
    run(bytes, into: &sink)
    var text = Encoding()
    text.tokens = sink.ids.map { model.table.string(of: $0) ?? "" }
    for (index, string) in sink.strings { text.tokens[index] = string }
    text.ids = sink.ids
    text.offsets = sink.offsets
    if postProcessor.trimsOffsets {
      OffsetTrimming.trim(&text, of: bytes, addsPrefixSpace: postProcessor.addsPrefixSpace)
    }
    return postProcessor.process(text, addSpecialTokens: addSpecialTokens)
  }

  // MARK: The pipeline

  /// What the models keep from piece to piece.
  private struct Scratch {
    var bytePairs = BytePairModel.Scratch()
    var wordPiece = WordPieceModel.Scratch()
  }

  /// Runs the stages up to the model over a whole text, which must be valid UTF-8.
  private func run(_ bytes: UnsafeBufferPointer<UInt8>, into sink: inout TokenSink) {
    precondition(bytes.count <= Self.longestText, "a text of \(bytes.count) bytes, above \(Self.longestText)")
    var scratch = Scratch()
    let original = TextView(bytes: bytes, sources: nil, base: 0)
    for segment in vocabulary.added.segments(of: bytes, normalized: false) {
      let part = original.slice(segment.range)
      if let token = segment.token {
        append(token, part, 0..<part.bytes.count, into: &sink)
      } else if let normalizer {
        normalizer.normalize(part).withView { encodeNormalized($0, &scratch, into: &sink) }
      } else {
        encodeNormalized(part, &scratch, into: &sink)
      }
    }
  }

  private func encodeNormalized(_ text: TextView, _ scratch: inout Scratch, into sink: inout TokenSink) {
    for segment in vocabulary.added.segments(of: text.bytes, normalized: true) {
      if let token = segment.token {
        append(token, text, segment.range, into: &sink)
      } else {
        encodePieces(text.slice(segment.range), &scratch, into: &sink)
      }
    }
  }

  private func encodePieces(_ text: TextView, _ scratch: inout Scratch, into sink: inout TokenSink) {
    switch model {
    case .bytePairs(let model):
      preTokenizer.forEachPiece(of: text) { text, piece in
        model.encode(text, piece, &scratch.bytePairs, into: &sink)
      }
    case .wordPiece(let model):
      preTokenizer.forEachPiece(of: text) { text, piece in
        model.encode(text, piece, &scratch.wordPiece, into: &sink)
      }
    }
  }

  private func append(_ token: AddedToken, _ text: TextView, _ range: Range<Int>, into sink: inout TokenSink) {
    if sink.wantsOffsets { sink.strings[sink.ids.count] = String(decoding: text.bytes[range], as: UTF8.self) }
    sink.append(token.id, text, range)
  }
}
