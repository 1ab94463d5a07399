extension Tokenizer {
  /// The text that token ids stand for.
  ///
  /// Bytes that are no text become U+FFFD, as in the reference. The text is not always the one that was encoded: BERT's
  /// lower case stays lower, for instance. ``StreamingDecoder`` gives the same text bit by bit.
  ///
  /// - Throws: ``TokenizationError/unknownTokenID(id:vocabularySize:)`` for an id that no token has (the reference passes
  ///   it over).
  public func decode(_ ids: [Int], skipSpecialTokens: Bool = false) throws -> String {
    var tokens = TokenStrings()
    tokens.ends.reserveCapacity(ids.count)
    for id in ids { try append(id, to: &tokens, skipSpecialTokens: skipSpecialTokens) }
    return try decoder.decode(tokens)
  }

  /// Appends the string of the token `id`, as the decoder wants it, unless it is a special one that is to be left out.
  func append(_ id: Int, to tokens: inout TokenStrings, skipSpecialTokens: Bool) throws {
    if let token = vocabulary.added.decodedForm(id: id) {
      if !(skipSpecialTokens && token.isSpecial) { tokens.append(token.string) }
    } else if vocabulary.table.withBytes(of: id, { tokens.append($0) }) == nil {
      throw TokenizationError.unknownTokenID(id: id, vocabularySize: vocabulary.count)
    }
  }
}
