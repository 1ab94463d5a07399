/// One token for each piece that the vocabulary has as a whole, and the unknown token for all others.
struct WordLevelModel: Sendable {
  /// The vocabulary.
  let table: TokenTable
  /// The token for pieces that are none.
  let unknown: UnknownToken

  /// Encodes `piece` of `text`.
  ///
  /// - Throws: ``TokenizationError/noUnknownToken(name:)``.
  func encode(_ text: TextView, _ piece: Range<Int>, into builder: inout EncodingBuilder) throws {
    let id = try table.id(of: UnsafeBufferPointer(rebasing: text.bytes[piece])) ?? unknown.required()
    builder.append(id, text, piece)
  }
}
