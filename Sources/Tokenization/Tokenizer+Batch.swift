import Work

extension Tokenizer {
  /// Encodes many texts, on all cores; the encodings are in the order of the texts.
  ///
  /// With padding of ``Padding/Strategy/batchLongest`` all get the length of the longest.
  ///
  /// - Throws: the ``TokenizationError`` of the first text that has one, whichever was reached first.
  public func encodeBatch(_ texts: [String], options: EncodingOptions = EncodingOptions()) throws -> [Encoding] {
    try encodeBatch(texts.count, options) { try encode(texts[$0], options: $1) }
  }

  /// Encodes many pairs of texts, on all cores; the encodings are in the order of the pairs.
  ///
  /// - Throws: the ``TokenizationError`` of the first pair that has one, whichever was reached first.
  public func encodeBatch(
    pairs: [(first: String, second: String)], options: EncodingOptions = EncodingOptions()
  ) throws -> [Encoding] {
    try encodeBatch(pairs.count, options) { try encode(pairs[$0].first, pair: pairs[$0].second, options: $1) }
  }

  /// The ids alone of many texts, on all cores, in the order of the texts.
  ///
  /// - Throws: the ``TokenizationError`` of the first text that has one, whichever was reached first.
  public func tokenIDs(ofBatch texts: [String], addSpecialTokens: Bool = true) throws -> [[Int]] {
    try requireEncoding()
    guard let template else {
      return try Self.mapInParallel(texts.count) { try tokenIDs(of: texts[$0], addSpecialTokens: addSpecialTokens) }
    }
    // One of the pool for many texts: where texts are lines, cores would wait for each other at the pool.
    let wanted = addSpecialTokens ? template : nil
    return try Self.mapRangesInParallel(texts.count) { range in
      try scratches.withScratch { scratch in try range.map { try ids(of: texts[$0], in: wanted, &scratch) } }
    }
  }

  private func encodeBatch(
    _ count: Int, _ options: EncodingOptions, _ encode: @Sendable (Int, EncodingOptions) throws -> Encoding
  ) throws -> [Encoding] {
    try requireEncoding()
    // Padding waits until all lengths are known.
    var unpadded = options
    unpadded.padding = nil
    let single = unpadded
    var encodings = try Self.mapInParallel(count) { try encode($0, single) }
    options.padding?.apply(to: &encodings)
    return encodings
  }

  /// The results of `body` for 0..<count, in order; the error of the lowest index, when some throw.
  static func mapInParallel<Value: Sendable>(
    _ count: Int, _ body: @Sendable (Int) throws -> Value
  ) throws -> [Value] {
    try mapRangesInParallel(count) { try $0.map(body) }
  }

  /// The results of `body` for all parts of 0..<count, joined in order; the error of the first part, when some throw.
  private static func mapRangesInParallel<Value: Sendable>(
    _ count: Int, _ body: @Sendable (Range<Int>) throws -> [Value]
  ) throws -> [Value] {
    let chunks = min(count, 64)
    let results = ParallelLoop.map(chunks) { chunk in
      Result { try body(EvenRuns.run(chunk, of: chunks, over: count)) }
    }
    return try results.flatMap { try $0.get() }
  }
}
