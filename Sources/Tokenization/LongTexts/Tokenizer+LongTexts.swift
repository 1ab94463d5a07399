extension Tokenizer {
  /// Encodes a text of any length part by part, on all cores: the parts' encodings, one after the other, are the text's.
  ///
  /// The text is cut where no token could lie across: behind letters, before white space and punctuation. So it takes the
  /// memory of a few parts where the tokenizer splits text before its model, as nearly all do; ``encodesInParts`` tells
  /// which. Others, and texts without such places, take memory by the length of what cannot be cut.
  ///
  /// - Parameters:
  ///   - addSpecialTokens: Whether the first and the last part get the special tokens of a text.
  ///   - partSize: About how many bytes a part has.
  ///   - read: Gives at most so many bytes of UTF-8 more, and none at the end of the text alone.
  ///   - body: Takes each part's encoding, with offsets in the whole text, and how many bytes of the text are done.
  /// - Throws: ``TokenizationError``, with offsets in the whole text, and what `read` and `body` throw.
  public func encodeParts(
    addSpecialTokens: Bool = true, partSize: Int = 1 << 18, reading read: @escaping (_ count: Int) throws -> [UInt8],
    _ body: (_ encoding: Encoding, _ done: Int) throws -> Void
  ) throws {
    try requireEncoding()
    let finder = encodesInParts ? cutFinder : nil
    let around = try encode("", addSpecialTokens: addSpecialTokens && finder != nil)
    let first = template?.before.count ?? 0
    try forEachPart(of: LongTextReader(finder, partSize: partSize, read: read)) { part in
      var encoding = try encode(utf8: part.bytes, addSpecialTokens: addSpecialTokens && finder == nil)
      guard finder != nil else { return encoding }
      encoding.offsets = encoding.offsets.map { $0.lowerBound + part.offset..<$0.upperBound + part.offset }
      if addSpecialTokens {
        let before = part.offset == 0 ? around.slice(0..<first) : Encoding()
        let after = part.isLast ? around.slice(first..<around.ids.count) : Encoding()
        encoding = Encoding(joining: [before, encoding, after])
      }
      return encoding
    } consume: {
      try body($0, $1)
    }
  }

  /// As ``encodeParts(addSpecialTokens:partSize:reading:_:)``, but the ids alone, which is quicker.
  public func tokenIDsOfParts(
    addSpecialTokens: Bool = true, partSize: Int = 1 << 18, reading read: @escaping (_ count: Int) throws -> [UInt8],
    _ body: (_ ids: [Int], _ done: Int) throws -> Void
  ) throws {
    try requireEncoding()
    let finder = template == nil ? nil : cutFinder
    try forEachPart(of: LongTextReader(finder, partSize: partSize, read: read)) { part in
      let isWhole = part.offset == 0 && part.isLast
      let ids = try part.bytes.withUnsafeBufferPointer {
        try tokenIDs(ofUTF8: $0, addSpecialTokens: addSpecialTokens && isWhole)
      }
      guard addSpecialTokens, !isWhole, let template else { return ids }
      return (part.offset == 0 ? template.before : []) + ids + (part.isLast ? template.after : [])
    } consume: {
      try body($0, $1)
    }
  }

  /// Whether long texts are encoded in parts, tokens and offsets too.
  public var encodesInParts: Bool { template != nil && cutFinder != nil && !postProcessor.looksAtFirstToken }

  private var cutFinder: CutFinder? {
    CutFinder(normalizer: normalizer, preTokenizer: preTokenizer, added: vocabulary.added)
  }

  /// Runs `encode` over parts, some at a time on all cores, and `consume` over the results in order.
  private func forEachPart<Value: Sendable>(
    of reader: LongTextReader, _ encode: @Sendable (LongTextReader.Part) throws -> Value,
    consume: (Value, _ done: Int) throws -> Void
  ) throws {
    var reader = reader
    while true {
      var parts: [LongTextReader.Part] = []
      while parts.count < Self.partsAtOnce, let part = try reader.next() { parts.append(part) }
      guard !parts.isEmpty else { return }
      let values = try Self.mapInParallel(parts.count) { [parts] in try encode(parts[$0]) }
      for (part, value) in zip(parts, values) { try consume(value, part.offset + part.bytes.count) }
    }
  }

  private static var partsAtOnce: Int { 8 }
}

extension PostProcessor {
  /// Whether the first token of a text is treated in its own way.
  fileprivate var looksAtFirstToken: Bool {
    switch self {
    case .none, .bert, .template: false
    case .byteLevel(let trimming): trimming?.addsPrefixSpace ?? false
    case .roberta(let stage): stage.trimming?.addsPrefixSpace ?? false
    case .sequence(let stages): stages.contains(where: \.looksAtFirstToken)
    }
  }
}
