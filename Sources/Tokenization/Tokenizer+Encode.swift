import ByteFiles

extension Tokenizer {
  /// The most bytes that ``encode(utf8:addSpecialTokens:)`` takes at once.
  public static let longestText = Int(UInt32.max) / 2

  /// Encodes a text, or two that the model is to see as a pair.
  ///
  /// Nothing is truncated or padded, whatever the file asks for: that takes ``encode(_:pair:options:)``.
  ///
  /// - Throws: ``TokenizationError/textTooLong(bytes:limit:)`` above ``longestText`` (2 GB).
  /// - Complexity: O(n log n) in the length of the longest piece, else linear.
  public func encode(_ text: String, pair: String? = nil, addSpecialTokens: Bool = true) throws -> Encoding {
    try encode(text, pair: pair, options: EncodingOptions(addSpecialTokens: addSpecialTokens))
  }

  /// Encodes a text, or two that the model is to see as a pair, with all options.
  ///
  /// - Throws: ``TokenizationError`` when a text is too long, or cannot be truncated as asked.
  public func encode(_ text: String, pair: String? = nil, options: EncodingOptions) throws -> Encoding {
    try requireEncoding()
    return try withContiguousUTF8(text) { text in
      try checkLength(text)
      guard let pair else { return try encode(valid: text, pair: nil, options) }
      return try withContiguousUTF8(pair) { pair in
        try checkLength(pair)
        return try encode(valid: text, pair: pair, options)
      }
    }
  }

  /// Encodes the bytes of a text file.
  ///
  /// - Throws: ``TokenizationError/invalidUTF8(offset:)`` or ``TokenizationError/textTooLong(bytes:limit:)``.
  public func encode(utf8 bytes: UnsafeBufferPointer<UInt8>, addSpecialTokens: Bool = true) throws -> Encoding {
    try check(bytes)
    return try encode(valid: bytes, pair: nil, EncodingOptions(addSpecialTokens: addSpecialTokens))
  }

  /// Encodes the bytes of a text.
  ///
  /// - Throws: ``TokenizationError/invalidUTF8(offset:)`` or ``TokenizationError/textTooLong(bytes:limit:)``.
  public func encode(utf8 bytes: [UInt8], addSpecialTokens: Bool = true) throws -> Encoding {
    try bytes.withUnsafeBufferPointer { try encode(utf8: $0, addSpecialTokens: addSpecialTokens) }
  }

  /// The ids alone of a text, or of a pair: quicker than ``encode(_:pair:addSpecialTokens:)``.
  ///
  /// - Throws: ``TokenizationError/textTooLong(bytes:limit:)``.
  public func tokenIDs(of text: String, pair: String? = nil, addSpecialTokens: Bool = true) throws -> [Int] {
    try requireEncoding()
    if pair == nil, let idFrame {
      return try withContiguousUTF8(text) {
        try checkLength($0)
        return try ids(of: $0, in: addSpecialTokens ? idFrame : nil)
      }
    }
    var texts = [try ownIDs(of: text)]
    if let pair { texts.append(try ownIDs(of: pair)) }
    return try postProcessor.process(ids: texts, addSpecialTokens: addSpecialTokens)
  }

  private func ownIDs(of text: String) throws -> [Int] {
    try withContiguousUTF8(text) {
      try checkLength($0)
      return try ids(of: $0, in: nil)
    }
  }

  /// The ids alone of the bytes of a text file.
  ///
  /// - Throws: ``TokenizationError/invalidUTF8(offset:)`` or ``TokenizationError/textTooLong(bytes:limit:)``.
  public func tokenIDs(
    ofUTF8 bytes: UnsafeBufferPointer<UInt8>, addSpecialTokens: Bool = true
  ) throws -> [Int] {
    try check(bytes)
    if let idFrame { return try ids(of: bytes, in: addSpecialTokens ? idFrame : nil) }
    return try postProcessor.process(ids: [ids(of: bytes, in: nil)], addSpecialTokens: addSpecialTokens)
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

  /// Throws where texts cannot be encoded at all: every call that encodes begins with it.
  func requireEncoding() throws {
    if let encodingRefusal { throw encodingRefusal }
  }

  private func check(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    try requireEncoding()
    try checkLength(bytes)
    if let offset = UTF8Validation.firstInvalidOffset(UnsafeRawBufferPointer(bytes)) {
      throw TokenizationError.invalidUTF8(offset: offset)
    }
  }

  /// The ids of a text, with those of `frame` around them.
  private func ids(of bytes: UnsafeBufferPointer<UInt8>, in frame: IDFrame?) throws -> [Int] {
    try scratches.withScratch { try ids(of: bytes, in: frame, &$0) }
  }

  /// The ids of a text, with those of `frame` around them.
  func ids(of text: String, in frame: IDFrame?, _ scratch: inout TokenModel.Scratch) throws -> [Int] {
    try withContiguousUTF8(text) {
      try checkLength($0)
      return try ids(of: $0, in: frame, &scratch)
    }
  }

  private func ids(
    of bytes: UnsafeBufferPointer<UInt8>, in frame: IDFrame?, _ scratch: inout TokenModel.Scratch
  ) throws -> [Int] {
    var sink = TokenSink(wantsOffsets: false, bytes: bytes.count)
    if let frame { sink.ids.append(contentsOf: frame.before) }
    try run(bytes, false, &scratch, into: &sink)
    if let frame { sink.ids.append(contentsOf: frame.after) }
    return sink.ids
  }

  private func encode(
    valid text: UnsafeBufferPointer<UInt8>, pair: UnsafeBufferPointer<UInt8>?, _ options: EncodingOptions
  ) throws -> Encoding {
    var parts = [try part(of: text, 0, options)]
    if let pair { parts.append(try part(of: pair, 1, options)) }
    try options.truncation?.apply(
      to: &parts, added: options.addSpecialTokens ? postProcessor.addedCount(isPair: pair != nil) : 0)
    var finished = [try postProcessor.process(&parts, addSpecialTokens: options.addSpecialTokens)]
    options.padding?.apply(to: &finished)
    return finished[0]
  }

  private func part(
    of text: UnsafeBufferPointer<UInt8>, _ index: Int, _ options: EncodingOptions
  ) throws -> EncodingPart {
    var sink = TokenSink(wantsOffsets: true, bytes: text.count)
    try run(text, encodeSpecialTokens: options.encodeSpecialTokens, into: &sink)
    var tokens = sink.ids.map { model.table.string(of: $0) ?? "" }
    for (index, string) in sink.strings { tokens[index] = string }
    return EncodingPart(
      encoding: Encoding(ids: sink.ids, tokens: tokens, offsets: sink.offsets, typeID: index), text: text)
  }

  // MARK: The pipeline

  /// Runs the stages up to the model over a whole text, which must be valid UTF-8.
  private func run(
    _ bytes: UnsafeBufferPointer<UInt8>, encodeSpecialTokens: Bool, into sink: inout TokenSink
  ) throws {
    precondition(bytes.count <= Self.longestText, "a text of \(bytes.count) bytes, above \(Self.longestText)")
    try scratches.withScratch { try run(bytes, encodeSpecialTokens, &$0, into: &sink) }
  }

  private func run(
    _ bytes: UnsafeBufferPointer<UInt8>, _ encodeSpecialTokens: Bool, _ scratch: inout TokenModel.Scratch,
    into sink: inout TokenSink
  ) throws {
    let original = TextView(bytes: bytes, sources: nil, base: 0)
    guard vocabulary.added.mayOccur(in: bytes, normalized: false) else {
      return try encodePlain(original, encodeSpecialTokens, &scratch, into: &sink)
    }
    for segment in vocabulary.added.segments(of: bytes, normalized: false, keepsSpecial: encodeSpecialTokens) {
      let part = original.slice(segment.range)
      if let token = segment.token {
        append(token, part, 0..<part.bytes.count, into: &sink)
      } else {
        try encodePlain(part, encodeSpecialTokens, &scratch, into: &sink)
      }
    }
  }

  /// Encodes a part of the original in which no added token is looked for as it stands.
  private func encodePlain(
    _ part: TextView, _ encodeSpecialTokens: Bool, _ scratch: inout TokenModel.Scratch, into sink: inout TokenSink
  ) throws {
    if let bertPipeline { return try bertPipeline.encode(part, &scratch.wordPiece, into: &sink) }
    guard let normalizer else { return try encodeNormalized(part, encodeSpecialTokens, &scratch, into: &sink) }
    try normalizer.normalize(part).withView { try encodeNormalized($0, encodeSpecialTokens, &scratch, into: &sink) }
  }

  private func encodeNormalized(
    _ text: TextView, _ encodeSpecialTokens: Bool, _ scratch: inout TokenModel.Scratch, into sink: inout TokenSink
  ) throws {
    guard !text.bytes.isEmpty else { return }
    guard vocabulary.added.mayOccur(in: text.bytes, normalized: true) else {
      return try encodePieces(text, &scratch, into: &sink)
    }
    for segment in vocabulary.added.segments(of: text.bytes, normalized: true, keepsSpecial: encodeSpecialTokens) {
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
    if let rawBytePipeline { return try rawBytePipeline.encode(text, &scratch.bytePairs, into: &sink) }
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
