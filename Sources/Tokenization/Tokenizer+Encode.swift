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
      guard let pair else { return try assemble(text, nil, options) }
      return try withContiguousUTF8(pair) { pair in
        try checkLength(pair)
        return try assemble(text, pair, options)
      }
    }
  }

  /// Encodes the bytes of a text file.
  ///
  /// - Throws: ``TokenizationError/invalidUTF8(offset:)`` or ``TokenizationError/textTooLong(bytes:limit:)``.
  public func encode(utf8 bytes: UnsafeBufferPointer<UInt8>, addSpecialTokens: Bool = true) throws -> Encoding {
    try check(bytes)
    return try assemble(bytes, nil, EncodingOptions(addSpecialTokens: addSpecialTokens))
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
    return try scratches.withScratch { scratch in
      if pair == nil, let template { return try ids(of: text, in: addSpecialTokens ? template : nil, &scratch) }
      var texts = [try ids(of: text, in: nil, &scratch)]
      if let pair { texts.append(try ids(of: pair, in: nil, &scratch)) }
      return try postProcessor.process(ids: texts, addSpecialTokens: addSpecialTokens)
    }
  }

  /// The ids alone of the bytes of a text file.
  ///
  /// - Throws: ``TokenizationError/invalidUTF8(offset:)`` or ``TokenizationError/textTooLong(bytes:limit:)``.
  public func tokenIDs(
    ofUTF8 bytes: UnsafeBufferPointer<UInt8>, addSpecialTokens: Bool = true
  ) throws -> [Int] {
    try check(bytes)
    return try scratches.withScratch { scratch in
      if let template { return try collectIDs(of: bytes, in: addSpecialTokens ? template : nil, &scratch) }
      return try postProcessor.process(
        ids: [collectIDs(of: bytes, in: nil, &scratch)], addSpecialTokens: addSpecialTokens)
    }
  }

  private func withContiguousUTF8<Result>(
    _ text: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    var text = text
    return try text.withUTF8(body)
  }

  // MARK: Checks

  /// Throws where texts cannot be encoded at all: every call that encodes begins with it.
  func requireEncoding() throws {
    if let encodingRefusal { throw encodingRefusal }
  }

  private func checkLength(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    guard bytes.count <= Self.longestText else {
      throw TokenizationError.textTooLong(bytes: bytes.count, limit: Self.longestText)
    }
  }

  private func check(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    try requireEncoding()
    try checkLength(bytes)
    if let offset = UTF8Validation.firstInvalidOffset(UnsafeRawBufferPointer(bytes)) {
      throw TokenizationError.invalidUTF8(offset: offset)
    }
  }

  // MARK: Ids alone

  /// The ids of a text, with those of `template` around them.
  func ids(
    of text: String, in template: SpecialTokenTemplate?, _ scratch: inout TokenModel.Scratch
  ) throws -> [Int] {
    try withContiguousUTF8(text) {
      try checkLength($0)
      return try collectIDs(of: $0, in: template, &scratch)
    }
  }

  private func collectIDs(
    of bytes: UnsafeBufferPointer<UInt8>, in template: SpecialTokenTemplate?, _ scratch: inout TokenModel.Scratch
  ) throws -> [Int] {
    var builder = EncodingBuilder(wantsOffsets: false, bytes: bytes.count)
    if let template { builder.ids.append(contentsOf: template.before) }
    try pipeline.encode(bytes, keepsSpecial: false, &scratch, into: &builder)
    if let template { builder.ids.append(contentsOf: template.after) }
    return builder.ids
  }

  // MARK: Whole encodings

  /// Encodes one text or two that are checked, truncates them, adds special tokens, and pads.
  private func assemble(
    _ text: UnsafeBufferPointer<UInt8>, _ pair: UnsafeBufferPointer<UInt8>?, _ options: EncodingOptions
  ) throws -> Encoding {
    var parts = [try part(of: text, typeID: 0, options)]
    if let pair { parts.append(try part(of: pair, typeID: 1, options)) }
    try options.truncation?.apply(
      to: &parts, added: options.addSpecialTokens ? postProcessor.addedCount(isPair: pair != nil) : 0)
    var finished = [try postProcessor.process(&parts, addSpecialTokens: options.addSpecialTokens)]
    options.padding?.apply(to: &finished)
    return finished[0]
  }

  /// The tokens of one text by itself.
  private func part(
    of text: UnsafeBufferPointer<UInt8>, typeID: Int, _ options: EncodingOptions
  ) throws -> EncodingPart {
    var builder = EncodingBuilder(wantsOffsets: true, bytes: text.count)
    try scratches.withScratch {
      try pipeline.encode(text, keepsSpecial: options.encodeSpecialTokens, &$0, into: &builder)
    }
    let table = vocabulary.table
    var tokens = builder.ids.map { table.string(of: $0) ?? "" }
    for (index, string) in builder.strings { tokens[index] = string }
    return EncodingPart(
      encoding: Encoding(ids: builder.ids, tokens: tokens, offsets: builder.offsets, typeID: typeID), text: text)
  }
}
