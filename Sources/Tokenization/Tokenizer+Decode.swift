extension Tokenizer {
  /// The text that token ids stand for.
  ///
  /// Bytes that are no text become U+FFFD, as in the reference. The text is not always the one that was encoded: BERT's
  /// lower case stays lower, for instance.
  ///
  /// - Throws: ``TokenizationError/unknownTokenID(id:vocabularySize:)`` for an id that no token has.
  public func decode(_ ids: [Int], skipSpecialTokens: Bool = false) throws -> String {
    var tokens: [[UInt8]] = []
    tokens.reserveCapacity(ids.count)
    for id in ids {
      if let token = vocabulary.added.token(id: id) {
        if skipSpecialTokens, token.isSpecial { continue }
        tokens.append(token.isNormalized ? try normalizer?.normalize(token.content) ?? token.content : token.content)
      } else if let token = model.table.withBytes(of: id, Array.init) {
        tokens.append(token)
      } else {
        throw TokenizationError.unknownTokenID(id: id, vocabularySize: vocabulary.count)
      }
    }
    return decoder.decode(tokens)
  }
}
