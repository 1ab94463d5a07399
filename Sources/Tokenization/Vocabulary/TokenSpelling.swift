/// How the strings of a vocabulary stand for text.
enum TokenSpelling: Sendable, Equatable {
  /// Each byte as one character of ``ByteAlphabet``: `Ġthe` is a space and `the`.
  case byteLevel
  /// As the text itself; pieces inside a word carry a prefix: `##ing` is `ing`.
  case continuing(prefix: [UInt8])
  /// As the text itself, with a suffix at the end of a word: `low</w>` is `low`.
  case ending(suffix: [UInt8])
  /// SentencePiece's way: `▁` is a space, and `<0xE2>` a byte.
  case sentencePiece
}
