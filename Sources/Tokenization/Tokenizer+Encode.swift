import ByteFiles

extension Tokenizer {
  /// The most bytes that ``encode(utf8:addSpecialTokens:)`` takes at once.
  public static let longestText = Int(UInt32.max) / 2

  /// Encodes a text.
  ///
  /// - Throws: ``TokenizationError/textTooLong(bytes:limit:)`` above ``longestText`` (2 GB).
  /// - Complexity: O(n log n) in the length of the longest piece, else linear.
  public func encode(_ text: String, addSpecialTokens: Bool = true) throws -> Encoding {
    try withContiguousUTF8(text) {
      try checkLength($0)
      return try encode(valid: $0, addSpecialTokens: addSpecialTokens)
    }
  }

  /// Encodes the bytes of a text file.
  ///
  /// - Throws: ``TokenizationError/invalidUTF8(offset:)`` or ``TokenizationError/textTooLong(bytes:limit:)``.
  public func encode(utf8 bytes: UnsafeBufferPointer<UInt8>, addSpecialTokens: Bool = true) throws -> Encoding {
    try check(bytes)
    return try encode(valid: bytes, addSpecialTokens: addSpecialTokens)
  }

  /// Encodes the bytes of a text.
  ///
  /// - Throws: ``TokenizationError/invalidUTF8(offset:)`` or ``TokenizationError/textTooLong(bytes:limit:)``.
  public func encode(utf8 bytes: [UInt8], addSpecialTokens: Bool = true) throws -> Encoding {
    try bytes.withUnsafeBufferPointer { try encode(utf8: $0, addSpecialTokens: addSpecialTokens) }
  }

  /// The ids alone of a text: quicker than ``encode(_:addSpecialTokens:)``.
  ///
  /// - Throws: ``TokenizationError/textTooLong(bytes:limit:)``.
  public func tokenIDs(of text: String, addSpecialTokens: Bool = true) throws -> [Int] {
    try withContiguousUTF8(text) {
      try checkLength($0)
      return try tokenIDs(valid: $0, addSpecialTokens: addSpecialTokens)
    }
  }

  /// The ids alone of the bytes of a text file.
  ///
  /// - Throws: ``TokenizationError/invalidUTF8(offset:)`` or ``TokenizationError/textTooLong(bytes:limit:)``.
  public func tokenIDs(
    ofUTF8 bytes: UnsafeBufferPointer<UInt8>, addSpecialTokens: Bool = true
  ) throws -> [Int] {
    try check(bytes)
    return try tokenIDs(valid: bytes, addSpecialTokens: addSpecialTokens)
  }

  private func withContiguousUTF8<Result>(
    _ text: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    var text = text
    return try text.withUTF8(body)
  }

  private func checkLength(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    guard bytes.count <= Self.longestText else {
      throw TokenizationError.textTooLong(bytes: bytes.count, limit: Self.longestText)
    }
  }

  private func check(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    try checkLength(bytes)
    if let offset = UTF8Validation.firstInvalidOffset(UnsafeRawBufferPointer(bytes)) {
      throw TokenizationError.invalidUTF8(offset: offset)
    }
  }

  private func tokenIDs(valid bytes: UnsafeBufferPointer<UInt8>, addSpecialTokens: Bool) throws -> [Int] {
    var sink = TokenSink(wantsOffsets: false)
    try run(bytes, into: &sink)
    return postProcessor.process(ids: sink.ids, addSpecialTokens: addSpecialTokens)
  }

  private func encode(valid bytes: UnsafeBufferPointer<UInt8>, addSpecialTokens: Bool) throws -> Encoding {
    var sink = TokenSink(wantsOffsets: true)
    try run(bytes, into: &sink)
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

  /// Runs the stages up to the model over a whole text, which must be valid UTF-8.
  private func run(_ bytes: UnsafeBufferPointer<UInt8>, into sink: inout TokenSink) throws {
    precondition(bytes.count <= Self.longestText, "a text of \(bytes.count) bytes, above \(Self.longestText)")
    var scratch = TokenModel.Scratch()
    let original = TextView(bytes: bytes, sources: nil, base: 0)
    for segment in vocabulary.added.segments(of: bytes, normalized: false) {
      let part = original.slice(segment.range)
      if let token = segment.token {
        append(token, part, 0..<part.bytes.count, into: &sink)
      } else if let normalizer {
        try normalizer.normalize(part).withView { try encodeNormalized($0, &scratch, into: &sink) }
      } else {
        try encodeNormalized(part, &scratch, into: &sink)
      }
    }
  }

  private func encodeNormalized(
    _ text: TextView, _ scratch: inout TokenModel.Scratch, into sink: inout TokenSink
  ) throws {
    for segment in vocabulary.added.segments(of: text.bytes, normalized: true) {
      if let token = segment.token {
        append(token, text, segment.range, into: &sink)
      } else {
        try encodePieces(text.slice(segment.range), &scratch, into: &sink)
      }
    }
  }

  private func encodePieces(
    _ text: TextView, _ scratch: inout TokenModel.Scratch, into sink: inout TokenSink
  ) throws {
    if case .bytePairs(let model) = model, let rawBytePieces {
      return try rawBytePieces.forEachPiece(of: text) { text, piece in
        model.encode(text, piece, &scratch.bytePairs, into: &sink)
      }
    }
    guard let preTokenizer else { return try model.encode(text, [0..<text.bytes.count], &scratch, into: &sink) }
    try preTokenizer.split(text, [0..<text.bytes.count]) { text, pieces in
      try model.encode(text, pieces, &scratch, into: &sink)
    }
  }

  private func append(_ token: AddedToken, _ text: TextView, _ range: Range<Int>, into sink: inout TokenSink) {
    if sink.wantsOffsets { sink.strings[sink.ids.count] = String(decoding: text.bytes[range], as: UTF8.self) }
    sink.append(token.id, text, range)
  }
}
