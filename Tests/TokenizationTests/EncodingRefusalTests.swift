import Testing

@testable import Tokenization

/// A tokenizer of which only the way from ids to text is known: it lists and decodes, and says why it does not encode.
@Suite struct EncodingRefusalTests {
  private static let refusal = TokenizationError.missing(file: "m.gguf", field: "tokenizer.ggml.merges")

  private func tokenizer() throws -> Tokenizer {
    var reader = VocabularyReader(file: "m.gguf", fileSize: 100)
    for (id, token) in ["Ġ", "a", "Ġa", "ÿ"].enumerated() { try reader.insert(Array(token.utf8), id: id) }
    let model = BytePairModel(table: try reader.finish(), merges: MergeTable(capacity: 0))
    return Tokenizer(
      normalizer: nil, preTokenizer: nil, model: .bytePairs(model), postProcessor: .none, decoder: .byteLevel,
      added: try AddedTokens([], normalizer: nil, file: "m.gguf"), encodingRefusal: Self.refusal)
  }

  @Test func everyWayToEncodeIsRefusedEvenForNoText() throws {
    let tokenizer = try tokenizer()
    #expect(throws: Self.refusal) { try tokenizer.encode("a") }
    #expect(throws: Self.refusal) { try tokenizer.encode("", pair: "") }
    #expect(throws: Self.refusal) { try tokenizer.encode(utf8: [0x61]) }
    #expect(throws: Self.refusal) { try tokenizer.encode(utf8: [0xFF]) }
    #expect(throws: Self.refusal) { try tokenizer.tokenIDs(of: "") }
    #expect(throws: Self.refusal) { try tokenizer.tokenIDs(ofBatch: []) }
    #expect(throws: Self.refusal) { try tokenizer.encodeBatch([]) }
    #expect(throws: Self.refusal) { try tokenizer.encodeBatch(pairs: []) }
    #expect(throws: Self.refusal) { try tokenizer.trace("") }
    #expect(throws: Self.refusal) { try tokenizer.encodeParts(reading: { _ in [] }, { _, _ in }) }
    #expect(throws: Self.refusal) { try tokenizer.tokenIDsOfParts(reading: { _ in [] }, { _, _ in }) }
  }

  @Test func tokensAreListedAndDecoded() throws {
    let tokenizer = try tokenizer()
    #expect(try tokenizer.decode([2, 1]) == " aa")
    #expect(tokenizer.vocabulary.text(of: 2) == " a")
    #expect(try tokenizer.unreachableTokens().map(\.id) == [3])
    #expect(tokenizer.notes.contains { $0.contains("tokenizer.ggml.merges is missing") })
  }
}
