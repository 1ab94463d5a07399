/// What a token is for, by the numbers of SentencePiece's files, which GGUF took over.
enum TokenType: Int, Sendable {
  case normal = 1
  case unknown = 2
  case control = 3
  case userDefined = 4
  case unused = 5
  case byte = 6

  /// Whether text can become this token by its characters.
  var spellsText: Bool { self == .normal || self == .userDefined || self == .unused }
}
