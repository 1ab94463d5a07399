/// A token that stands beside the model's vocabulary and is looked for in the text before anything else.
struct AddedToken: Sendable, Equatable {
  /// The text it stands for.
  var content: [UInt8]
  /// Its id.
  var id: Int
  /// Whether decoding may leave it out.
  var isSpecial = false
  /// Whether it takes the white space before it along.
  var stripsLeft = false
  /// Whether it takes the white space after it along.
  var stripsRight = false
  /// Whether it must not touch a letter, digit or underscore.
  var isSingleWord = false
  /// Whether it is looked for in the normalized text, by its own normalized form.
  var isNormalized = false
  /// Whether text can become the token by its content; SentencePiece's control pieces are only ever put there.
  var isSought = true
}
