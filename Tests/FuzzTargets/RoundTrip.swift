import Tokenization

/// What every tokenizer promises of every text.
enum RoundTrip {
  /// Small tokenizers of every model, from the fixtures.
  private static let tokenizers: [Tokenizer] = [
    "tokenization/bpe-gpt2", "tokenization/bpe-added", "tokenization/bpe-roberta", "tokenization/wordpiece-uncased",
    "tokenization/wordpiece-added", "tokenization/bpe-normalized",
  ].compactMap { try? Tokenizer.open(tokenizerJSON: FuzzFolder.fixtures + "/" + $0 + ".json") }

  static func run(_ bytes: UnsafeRawBufferPointer) {
    guard let choice = bytes.first, !tokenizers.isEmpty else { return }
    let tokenizer = tokenizers[Int(choice) % tokenizers.count]
    let text = Array(bytes.dropFirst())
    guard let encoding = try? tokenizer.encode(utf8: text, addSpecialTokens: false) else { return }
    precondition(encoding.offsets.count == encoding.ids.count && encoding.tokens.count == encoding.ids.count)
    precondition(encoding.offsets.allSatisfy { $0.upperBound <= text.count }, "an offset past the text")
    let ids = text.withUnsafeBufferPointer { try? tokenizer.tokenIDs(ofUTF8: $0, addSpecialTokens: false) }
    precondition(ids == encoding.ids, "the quick way gives other ids")
    checkParts(of: text, tokenizer)
    if text.count <= 256 {
      let trace = try? tokenizer.trace(String(decoding: text, as: UTF8.self))
      precondition(trace?.ids == encoding.ids, "the plain way gives other ids")
    }
    guard let decoded = try? tokenizer.decode(encoding.ids) else { preconditionFailure("its own ids do not decode") }
    var stream = StreamingDecoder(tokenizer)
    var pieces = ""
    for id in encoding.ids { pieces += (try? stream.append(id)) ?? "" }
    pieces += (try? stream.finish()) ?? ""
    precondition(pieces.utf8.elementsEqual(decoded.utf8), "decoded bit by bit it is another text")
  }

  /// A text encoded in parts has the tokens that it has as a whole, special tokens too.
  private static func checkParts(of text: [UInt8], _ tokenizer: Tokenizer) {
    guard let whole = try? tokenizer.encode(utf8: text) else { return }
    var parts = (ids: [Int](), tokens: [String](), offsets: [Range<Int>](), quickIDs: [Int]())
    try? tokenizer.encodeParts(partSize: 16, reading: reader(of: text)) { part, _ in
      parts.ids += part.ids
      parts.tokens += part.tokens
      parts.offsets += part.offsets
    }
    try? tokenizer.tokenIDsOfParts(partSize: 16, reading: reader(of: text)) { ids, _ in parts.quickIDs += ids }
    precondition(
      parts.ids == whole.ids && parts.tokens == whole.tokens && parts.offsets == whole.offsets,
      "in parts it has other tokens")
    precondition(parts.quickIDs == whole.ids, "in parts it has other ids")
  }

  private static func reader(of text: [UInt8]) -> (Int) -> [UInt8] {
    var rest = text[...]
    return { limit in
      defer { rest = rest.dropFirst(limit) }
      return Array(rest.prefix(limit))
    }
  }
}
