/// Decodes token ids one at a time, as a model gives them, into text that can be shown at once.
///
/// Each call gives what is certain by then: whole Unicode scalars, which no later id changes. What depends on ids to come is
/// kept back: the bytes of a character that is not finished, a token that is decoded otherwise at the end of the text. All
/// texts together, with that of ``finish()``, are what ``Tokenizer/decode(_:skipSpecialTokens:)`` makes of all ids at once,
/// for every decoder. The time is linear in all ids: nothing is decoded twice.
///
/// ```swift
/// var decoder = StreamingDecoder(tokenizer)   // gpt2
/// try decoder.append(447)                     // "": two thirds of a quotation mark
/// try decoder.append(250)                     // "“"
/// try decoder.append(464)                     // "The"
/// try decoder.finish()                        // ""
/// ```
///
/// Where the reference's `DecodeStream` decodes the last ids again at each step and compares, the stages here take ids bit
/// by bit; both give the same text in the end. A decoder that fuses all tokens before it looks for words gives its text at
/// the end only.
public struct StreamingDecoder: Sendable {
  private let tokenizer: Tokenizer
  private let skipsSpecialTokens: Bool
  private var chain: DecodingChain

  /// A decoder at the beginning of a text.
  public init(_ tokenizer: Tokenizer, skipSpecialTokens: Bool = false) {
    self.tokenizer = tokenizer
    skipsSpecialTokens = skipSpecialTokens
    chain = DecodingChain(tokenizer.decoder)
  }

  /// The text that `id` adds; empty while it takes more ids to tell.
  ///
  /// - Throws: ``TokenizationError/unknownTokenID(id:vocabularySize:)``; the decoder then stands where it stood.
  public mutating func append(_ id: Int) throws -> String {
    var tokens = TokenStrings()
    try tokenizer.append(id, to: &tokens, skipSpecialTokens: skipsSpecialTokens)
    return try chain.decode(tokens, isLast: false)
  }

  /// The rest of the text, which was kept back; the decoder then stands at the beginning of a new text.
  ///
  /// - Throws: ``TokenizationError`` when a pattern of the decoder refuses the text.
  public mutating func finish() throws -> String {
    defer { chain = DecodingChain(tokenizer.decoder) }
    return try chain.decode(TokenStrings(), isLast: true)
  }
}
