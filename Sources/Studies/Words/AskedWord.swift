/// A word of a question, with the tokens that stand for it.
public struct AskedWord: Codable, Sendable, Equatable {
  /// The word as it was asked for.
  public var word: String
  /// Its tokens: one, or the pieces whose mean stands for it.
  public var tokens: [TokenDescription]

  /// Its tokens as people read them, with a mark for a word that is the mean of several.
  public var shown: String {
    let pieces = tokens.map(\.shown).joined(separator: " ")
    return tokens.count == 1 ? pieces : "mean of " + pieces
  }

  /// The word where there is little room: its token as people read it, or the word and how many pieces' mean it is.
  public var label: String { tokens.count == 1 ? shown : "“\(word)” (mean of \(tokens.count))" }
}
