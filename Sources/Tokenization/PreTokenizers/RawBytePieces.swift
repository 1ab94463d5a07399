/// Splits text for byte-level vocabularies without spelling it in their alphabet: the pieces are ranges of the text's own bytes.
///
/// What most such files ask for has this form: some stages that only cut, and a byte-level stage at the end. It comes to the
/// same as ``PreTokenizer``, from which it is made, without rewriting the text.
struct RawBytePieces: Sendable, Equatable {
  /// The stages that only cut, in order; the byte-level stage's own pattern is the last of them.
  private let cutters: [Cutter]
  /// Whether a piece that does not begin with a space gets one, before the last of ``cutters`` when ``splits``.
  private let byteLevel: ByteLevelPreTokenizer

  /// A stage that cuts pieces into smaller ones.
  enum Cutter: Sendable, Equatable {
    case bert
    case digits(DigitsPreTokenizer)
    case fixedLength(FixedLengthPreTokenizer)
    /// A pattern with a scanner: what it finds and what it does not are pieces.
    case known(KnownPattern)
    case scalarSplit(ScalarSplitPreTokenizer)
    case split(SplitPreTokenizer)
    case unicodeScripts
    case whitespace

    /// The cutter that does what `stage` does; nil when that rewrites text.
    init?(_ stage: PreTokenizer) {
      switch stage {
      case .bert: self = .bert
      case .digits(let digits): self = .digits(digits)
      case .fixedLength(let splitter): self = .fixedLength(splitter)
      case .scalarSplit(let splitter): self = .scalarSplit(splitter)
      case .split(let splitter):
        if case .known(let known) = splitter.pattern.kind, splitter.behavior == .isolated {
          self = .known(known)
        } else {
          self = .split(splitter)
        }
      case .unicodeScripts: self = .unicodeScripts
      case .whitespace: self = .whitespace
      case .byteLevel, .metaspace, .sequence: return nil
      }
    }

    /// Calls `emit` with the parts of `piece`, from left to right.
    func cut(
      _ bytes: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>, _ emit: (Range<Int>) throws -> Void
    ) throws {
      switch self {
      case .bert: try BertPreTokenizer.split(bytes, piece, emit)
      case .digits(let digits): try digits.split(bytes, piece, emit)
      case .fixedLength(let splitter): try splitter.split(bytes, piece, emit)
      case .known(let known): try known.split(bytes, piece, emit)
      case .scalarSplit(let splitter): try splitter.split(bytes, piece, emit)
      case .split(let splitter): try splitter.split(bytes, piece, emit)
      case .unicodeScripts: try UnicodeScriptsPreTokenizer.split(bytes, piece, emit)
      case .whitespace: try WhitespacePreTokenizer.split(bytes, piece, emit)
      }
    }
  }

  /// The same splitting without the rewriting; nil when `preTokenizer` is not of this form.
  init?(_ preTokenizer: PreTokenizer) {
    var stages: [PreTokenizer] = []
    Self.flatten(preTokenizer, into: &stages)
    guard case .byteLevel(let byteLevel)? = stages.popLast() else { return nil }
    var cutters = stages.compactMap(Cutter.init)
    guard cutters.count == stages.count else { return nil }
    // Where a space may come before each piece, the pattern has to wait for it.
    if byteLevel.splits, !byteLevel.addsPrefixSpace { cutters.append(.known(.gpt2)) }
    self.byteLevel = byteLevel
    self.cutters = cutters
  }

  private static func flatten(_ preTokenizer: PreTokenizer, into stages: inout [PreTokenizer]) {
    guard case .sequence(let parts) = preTokenizer else { return stages.append(preTokenizer) }
    for part in parts { flatten(part, into: &stages) }
  }

  /// Splits `text` and calls `body` with each piece; where a space has to be put before the text, the view is another one.
  ///
  /// - Throws: ``TokenizationError/patternLimit(pattern:offset:)``, and what `body` throws.
  @inline(__always)
  func forEachPiece(of text: TextView, _ body: (TextView, Range<Int>) throws -> Void) throws {
    let whole = 0..<text.bytes.count
    guard !whole.isEmpty else { return }
    // The usual forms have a loop of their own, with the scanner and `body` inside of it.
    if !byteLevel.addsPrefixSpace {
      switch (cutters.first, cutters.count) {
      case (.known(.gpt2), 1): return try GPT2Pattern().split(text.bytes, whole) { try body(text, $0) }
      case (.known(.cl100k(let scanner)), 1): return try scanner.split(text.bytes, whole) { try body(text, $0) }
      case (.known(.o200k(let scanner)), 1): return try scanner.split(text.bytes, whole) { try body(text, $0) }
      case (.digits(let digits), 2) where cutters[1] == .known(.gpt2):
        return try digits.split(text.bytes, whole) { part in
          try GPT2Pattern().split(text.bytes, part) { try body(text, $0) }
        }
      default: break
      }
    }
    try forEachPieceOfRareForm(of: text, body)
  }

  @inline(never)
  private func forEachPieceOfRareForm(of text: TextView, _ body: (TextView, Range<Int>) throws -> Void) throws {
    guard byteLevel.addsPrefixSpace else {
      return try cut(text.bytes, 0..<text.bytes.count, cutters[...]) { try body(text, $0) }
    }
    var pieces: [Range<Int>] = []
    try cut(text.bytes, 0..<text.bytes.count, cutters[...]) { pieces.append($0) }
    try byteLevel.splitBytes(text, pieces, body)
  }

  /// Runs one cutter after the other, each over the parts of the one before it.
  private func cut(
    _ bytes: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>, _ cutters: ArraySlice<Cutter>,
    _ emit: (Range<Int>) throws -> Void
  ) throws {
    guard let first = cutters.first else { return try emit(piece) }
    let rest = cutters.dropFirst()
    guard !rest.isEmpty else { return try first.cut(bytes, piece, emit) }
    try first.cut(bytes, piece) { try cut(bytes, $0, rest, emit) }
  }
}
