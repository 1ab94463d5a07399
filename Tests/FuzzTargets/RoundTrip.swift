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
}
