/// The second stage: splits text into the pieces that the model then treats one by one.
///
/// A sequence from a file is flattened: some splitters, and at most one byte-level stage, which comes last because what
/// follows it would see its alphabet instead of the text.
struct PreTokenizer: Sendable, Equatable {
  /// The stages that only split, in order.
  var splitters: [Splitter] = []
  /// The byte-level stage, for vocabularies of disguised bytes.
  var byteLevel: ByteLevelPreTokenizer?

  /// A stage that cuts pieces into smaller ones.
  enum Splitter: Sendable, Equatable {
    case bert
    case digits(DigitsPreTokenizer)

    /// Calls `emit` with the parts of `piece`, from left to right.
    @inline(__always)
    func split(_ bytes: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>, _ emit: (Range<Int>) -> Void) {
      switch self {
      case .bert: BertPreTokenizer.split(bytes, piece, emit)
      case .digits(let digits): digits.split(bytes, piece, emit)
      }
    }
  }

  /// Splits `text` and calls `body` with each piece; where a space has to be put before the text, the view is another one.
  func forEachPiece(of text: TextView, _ body: (TextView, Range<Int>) -> Void) {
    let whole = 0..<text.bytes.count
    guard !whole.isEmpty else { return }
    guard let last = splitters.last else {
      if let byteLevel { return byteLevel.split(text, [whole], body) }
      return body(text, whole)
    }
    var pieces = [whole]
    for splitter in splitters.dropLast() {
      var parts: [Range<Int>] = []
      for piece in pieces { splitter.split(text.bytes, piece) { parts.append($0) } }
      pieces = parts
    }
    guard let byteLevel else {
      for piece in pieces { last.split(text.bytes, piece) { body(text, $0) } }
      return
    }
    var parts: [Range<Int>] = []
    for piece in pieces { last.split(text.bytes, piece) { parts.append($0) } }
    byteLevel.split(text, parts, body)
  }
}
