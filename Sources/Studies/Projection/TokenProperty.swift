/// What the points of a map can be coloured by.
public enum TokenProperty: String, Sendable, Codable, CaseIterable {
  /// Where in a word the token stands: at its start, inside, nowhere.
  case position
  /// How many characters its text has.
  case length
  /// The id, which for most tokenizers is the order of merges, and near the order of frequency.
  case id
  /// The writing system of its first letter, by the name that Unicode has for it.
  case script
  /// Small letters, capitals, digits, signs.
  case letters
  /// The length of its row.
  case norm
}
