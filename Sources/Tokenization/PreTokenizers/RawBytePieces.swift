/// Splits text for byte-level vocabularies without spelling it in their alphabet: the pieces are ranges of the text's own bytes.
///
/// What most such files ask for has this form: some stages that only cut, and a byte-level stage at the end. It comes to the
/// same as ``PreTokenizer``, from which it is made, without rewriting the text.
struct RawBytePieces: Sendable, Equatable {
  /// The stages that only split, in order.
  var splitters: [Splitter] = []
  /// The byte-level stage.
  var byteLevel = ByteLevelPreTokenizer()

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

  /// The same splitting without the rewriting; nil when `preTokenizer` is not of this form.
  init?(_ preTokenizer: PreTokenizer) {
    var stages: [PreTokenizer] = []
    Self.flatten(preTokenizer, into: &stages)
    guard case .byteLevel(let byteLevel)? = stages.popLast() else { return nil }
    self.byteLevel = byteLevel
    for stage in stages {
      switch stage {
      case .bert: splitters.append(.bert)
      case .digits(let digits): splitters.append(.digits(digits))
      default: return nil
      }
    }
  }

  private static func flatten(_ preTokenizer: PreTokenizer, into stages: inout [PreTokenizer]) {
    guard case .sequence(let parts) = preTokenizer else { return stages.append(preTokenizer) }
    for part in parts { flatten(part, into: &stages) }
  }

  /// Splits `text` and calls `body` with each piece; where a space has to be put before the text, the view is another one.
  func forEachPiece(of text: TextView, _ body: (TextView, Range<Int>) -> Void) {
    let whole = 0..<text.bytes.count
    guard !whole.isEmpty else { return }
    guard let last = splitters.last else { return byteLevel.splitBytes(text, [whole], body) }
    var pieces = [whole]
    for splitter in splitters.dropLast() {
      var parts: [Range<Int>] = []
      for piece in pieces { splitter.split(text.bytes, piece) { parts.append($0) } }
      pieces = parts
    }
    var parts: [Range<Int>] = []
    for piece in pieces { last.split(text.bytes, piece) { parts.append($0) } }
    byteLevel.splitBytes(text, parts, body)
  }
}
