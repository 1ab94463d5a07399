/// How a word that somebody names is looked for.
public enum WordForm: String, Sendable, Codable, CaseIterable {
  /// As it stands in a text: after a space, where words are written so.
  case inText
  /// As it is typed, without a space before it.
  case bare
}
