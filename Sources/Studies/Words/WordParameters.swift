/// What the studies that take words share.
enum WordParameters {
  static let bare = Parameter.flag(
    "bare", help: "Takes words as they are typed: without the space that stands before a word in a text.")

  static let tokensOnly = Parameter.flag("tokens-only", help: "Leaves out rows that no token has.")

  /// What is said of words in every discussion.
  static let rule = """
    A word is taken as it stands in a text: after a space, where the vocabulary marks spaces; {bare} takes it as it is typed. \
    A raw spelling (Ġking, ▁king, ##ing) names that very token.
    """

  /// How the words of the question are looked for.
  static func form(_ values: ParameterValues) throws -> WordForm { try values[bare] ? .bare : .inText }
}
