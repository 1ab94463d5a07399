/// The second stage: splits text into the pieces that the model then treats one by one.
///
/// A stage takes the pieces of the stage before it. Most only cut them; some rewrite the text first (``ByteLevelPreTokenizer``
/// spells it in its alphabet), and what follows sees the text rewritten. This is the plain form, stage after stage as the
/// file has them; ``RawBytePieces`` is the quick one for byte-level vocabularies.
indirect enum PreTokenizer: Sendable, Equatable {
  case bert
  case byteLevel(ByteLevelPreTokenizer)
  case digits(DigitsPreTokenizer)
  case fixedLength(FixedLengthPreTokenizer)
  case metaspace(MetaspacePreTokenizer)
  case scalarSplit(ScalarSplitPreTokenizer)
  case sequence([PreTokenizer])
  case split(SplitPreTokenizer)
  case unicodeScripts
  case whitespace

  /// What takes the pieces: ranges of a text, none of them empty, from left to right.
  typealias Consumer = (TextView, [Range<Int>]) throws -> Void

  /// Splits `pieces` of `text` and calls `body` once, with all parts; the view is another one where text was rewritten.
  func split(_ text: TextView, _ pieces: [Range<Int>], _ body: Consumer) throws {
    switch self {
    case .bert: try Self.cut(text, pieces, BertPreTokenizer.split, body)
    case .digits(let digits): try Self.cut(text, pieces, digits.split, body)
    case .byteLevel(let byteLevel): try byteLevel.split(text, pieces, body)
    case .fixedLength(let splitter): try Self.cut(text, pieces, splitter.split, body)
    case .metaspace(let metaspace): try metaspace.split(text, pieces, body)
    case .scalarSplit(let splitter): try Self.cut(text, pieces, splitter.split, body)
    case .sequence(let stages): try Self.split(text, pieces, stages[...], body)
    case .split(let splitter): try Self.cut(text, pieces, splitter.split, body)
    case .unicodeScripts: try Self.cut(text, pieces, UnicodeScriptsPreTokenizer.split, body)
    case .whitespace: try Self.cut(text, pieces, WhitespacePreTokenizer.split, body)
    }
  }

  private static func split(
    _ text: TextView, _ pieces: [Range<Int>], _ stages: ArraySlice<PreTokenizer>, _ body: Consumer
  ) throws {
    guard let first = stages.first else { return try body(text, pieces) }
    try first.split(text, pieces) { try split($0, $1, stages.dropFirst(), body) }
  }

  /// Cuts each piece with `split`, which emits the parts of one, and calls `body` with all parts.
  static func cut(
    _ text: TextView, _ pieces: [Range<Int>],
    _ split: (UnsafeBufferPointer<UInt8>, Range<Int>, _ emit: (Range<Int>) throws -> Void) throws -> Void,
    _ body: Consumer
  ) throws {
    var parts: [Range<Int>] = []
    for piece in pieces { try split(text.bytes, piece) { parts.append($0) } }
    try body(text, parts)
  }
}
