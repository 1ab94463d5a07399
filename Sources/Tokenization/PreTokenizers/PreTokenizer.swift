/// The second stage: splits text into the pieces that the model then treats one by one.
///
/// A stage takes the pieces of the stage before it. Most only cut them; some rewrite the text first (``ByteLevelPreTokenizer``
/// spells it in its alphabet), and what follows sees the text rewritten.
indirect enum PreTokenizer: Sendable, Equatable {
  case byteLevel(ByteLevelPreTokenizer)
  case cutting(Cutter)
  case metaspace(MetaspacePreTokenizer)
  case sequence([PreTokenizer])

  /// What takes the pieces: ranges of a text, none of them empty, from left to right.
  typealias Consumer = (TextView, [Range<Int>]) throws -> Void

  /// Splits `pieces` of `text` and calls `body` once, with all parts; the view is another one where text was rewritten.
  func split(_ text: TextView, _ pieces: [Range<Int>], _ body: Consumer) throws {
    switch self {
    case .byteLevel(let byteLevel): try byteLevel.split(text, pieces, body)
    case .cutting(let cutter): try cutter.cut(text, pieces, body)
    case .metaspace(let metaspace): try metaspace.split(text, pieces, body)
    case .sequence(let stages): try Self.split(text, pieces, stages[...], body)
    }
  }

  private static func split(
    _ text: TextView, _ pieces: [Range<Int>], _ stages: ArraySlice<PreTokenizer>, _ body: Consumer
  ) throws {
    guard let first = stages.first else { return try body(text, pieces) }
    try first.split(text, pieces) { try split($0, $1, stages.dropFirst(), body) }
  }
}

/// A stage that cuts pieces into smaller ones and leaves the text as it is.
enum Cutter: Sendable, Equatable {
  case bert
  case digits(DigitsPreTokenizer)
  case fixedLength(FixedLengthPreTokenizer)
  case scalarSplit(ScalarSplitPreTokenizer)
  case split(SplitPreTokenizer)
  case unicodeScripts
  case whitespace

  /// Calls `emit` with the parts of `piece`, from left to right.
  func cut(
    _ bytes: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>, _ emit: (Range<Int>) throws -> Void
  ) throws {
    switch self {
    case .bert: try BertPreTokenizer.split(bytes, piece, emit)
    case .digits(let digits): try digits.split(bytes, piece, emit)
    case .fixedLength(let splitter): try splitter.split(bytes, piece, emit)
    case .scalarSplit(let splitter): try splitter.split(bytes, piece, emit)
    case .split(let splitter): try splitter.split(bytes, piece, emit)
    case .unicodeScripts: try UnicodeScriptsPreTokenizer.split(bytes, piece, emit)
    case .whitespace: try WhitespacePreTokenizer.split(bytes, piece, emit)
    }
  }

  /// Cuts each of `pieces` and calls `body` with all parts.
  func cut(_ text: TextView, _ pieces: [Range<Int>], _ body: PreTokenizer.Consumer) throws {
    var parts: [Range<Int>] = []
    for piece in pieces { try cut(text.bytes, piece) { parts.append($0) } }
    try body(text, parts)
  }
}
