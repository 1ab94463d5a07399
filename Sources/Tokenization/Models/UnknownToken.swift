/// The token for text that a vocabulary cannot spell.
///
/// The reference looks for it when a text first needs it, so a tokenizer opens without one, and texts that do not need it
/// have tokens.
struct UnknownToken: Sendable, Equatable {
  /// The token as the file names it.
  let string: String
  /// Its id; nil when the vocabulary does not have it.
  let id: Int?

  /// The token by the name that a file gives it.
  init(_ string: String, in table: TokenTable) {
    self.string = string
    id = table.id(of: Array(string.utf8))
  }

  /// The id.
  ///
  /// - Throws: ``TokenizationError/noUnknownToken(name:)`` when there is none.
  @inline(__always)
  func required() throws -> Int {
    guard let id else { throw TokenizationError.noUnknownToken(name: string) }
    return id
  }
}
