/// The stages of byte-level vocabularies without the disguise: pieces are ranges of the text's own bytes, and each is looked up
/// as it stands there, instead of being spelled in ``ByteAlphabet`` first.
final class RawBytePass: Sendable {
  private let pieces: RawBytePieces
  private let model: BytePairModel
  /// The quick way to ids alone, for patterns that have one.
  private let words: WordPass?

  /// The pass for these stages; nil when text has to be rewritten on the way.
  init?(preTokenizer: PreTokenizer?, model: TokenModel) {
    guard case .bytePairs(let model) = model, model.takesRawBytes, let preTokenizer,
      let pieces = RawBytePieces(preTokenizer)
    else { return nil }
    self.pieces = pieces
    self.model = model
    words = pieces.wordPass(model)
  }

  /// Encodes `text`, which is normalized.
  ///
  /// - Throws: ``TokenizationError/patternLimit(pattern:offset:)``.
  // As a part of its caller it would copy the model for each piece.
  @inline(never)
  func encode(_ text: TextView, _ scratch: inout BytePairModel.Scratch, into builder: inout EncodingBuilder) throws {
    if let words, !builder.wantsOffsets { return try words.encode(text.bytes, &scratch, into: &builder.ids) }
    try pieces.forEachPiece(of: text) { text, piece in model.encode(raw: text, piece, &scratch, into: &builder) }
  }
}

/// How text is split for a ``RawBytePass``: some stages that only cut, and a byte-level stage at the end, which is what most
/// byte-level files ask for.
struct RawBytePieces: Sendable {
  /// The usual forms, which have a loop of their own with the scanner inside of it, and the others.
  private enum Form: Sendable {
    case gpt2
    case cl100k(CL100KPattern)
    case o200k(O200KPattern)
    case digitsThenGPT2(DigitsPreTokenizer)
    /// Stages that only cut, in order.
    case cutters([Cutter])
    /// The same, and then each piece that does not begin with a space gets one.
    case spaced([Cutter], ByteLevelPreTokenizer)
  }

  private let form: Form

  /// The stages in order; nil where they do more than cut.
  let cutters: [Cutter]?

  /// The quick pass for what these stages cut; nil where there is none.
  // As a part of its caller it stops the compiler.
  @inline(never)
  func wordPass(_ model: BytePairModel) -> WordPass? { cutters.flatMap { WordPass($0, model) } }

  /// The splitting of `preTokenizer` without its rewriting; nil when it is not of this form.
  init?(_ preTokenizer: PreTokenizer) {
    var stages: [PreTokenizer] = []
    Self.flatten(preTokenizer, into: &stages)
    guard case .byteLevel(let byteLevel)? = stages.popLast() else { return nil }
    let cutters = stages.compactMap { stage in if case .cutting(let cutter) = stage { cutter } else { nil } }
    guard cutters.count == stages.count else { return nil }
    // Where a space may come before each piece, the pattern has to wait for it.
    guard !byteLevel.addsPrefixSpace else {
      form = .spaced(cutters, byteLevel)
      self.cutters = nil
      return
    }
    let all = byteLevel.splits ? cutters + [.split(SplitPreTokenizer(pattern: .scanner(.gpt2)))] : cutters
    form = Self.form(all)
    self.cutters = all
  }

  private static func flatten(_ preTokenizer: PreTokenizer, into stages: inout [PreTokenizer]) {
    guard case .sequence(let parts) = preTokenizer else { return stages.append(preTokenizer) }
    for part in parts { flatten(part, into: &stages) }
  }

  private static func form(_ cutters: [Cutter]) -> Form {
    switch (cutters.first, cutters.count) {
    case (let cutter?, 1):
      switch cutter.scanner {
      case .gpt2: return .gpt2
      case .cl100k(let scanner): return .cl100k(scanner)
      case .o200k(let scanner): return .o200k(scanner)
      default: return .cutters(cutters)
      }
    case (.digits(let digits), 2) where cutters[1].scanner == .gpt2: return .digitsThenGPT2(digits)
    default: return .cutters(cutters)
    }
  }

  /// Splits `text` and calls `body` with each piece; where a space has to be put before the text, the view is another one.
  ///
  /// - Throws: ``TokenizationError/patternLimit(pattern:offset:)``, and what `body` throws.
  @inline(__always)
  func forEachPiece(of text: TextView, _ body: (TextView, Range<Int>) throws -> Void) throws {
    let whole = 0..<text.bytes.count
    guard !whole.isEmpty else { return }
    switch form {
    case .gpt2: try GPT2Pattern().split(text.bytes, whole) { try body(text, $0) }
    case .cl100k(let scanner): try scanner.split(text.bytes, whole) { try body(text, $0) }
    case .o200k(let scanner): try scanner.split(text.bytes, whole) { try body(text, $0) }
    case .digitsThenGPT2(let digits):
      try digits.split(text.bytes, whole) { part in
        try GPT2Pattern().split(text.bytes, part) { try body(text, $0) }
      }
    case .cutters(let cutters): try Self.cut(text.bytes, whole, cutters[...]) { try body(text, $0) }
    case .spaced(let cutters, let byteLevel):
      var pieces: [Range<Int>] = []
      try Self.cut(text.bytes, whole, cutters[...]) { pieces.append($0) }
      try byteLevel.splitBytes(text, pieces, body)
    }
  }

  /// Runs one cutter after the other, each over the parts of the one before it.
  static func cut(
    _ bytes: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>, _ cutters: ArraySlice<Cutter>,
    _ emit: (Range<Int>) throws -> Void
  ) throws {
    guard let first = cutters.first else { return try emit(piece) }
    let rest = cutters.dropFirst()
    guard !rest.isEmpty else { return try first.cut(bytes, piece, emit) }
    try first.cut(bytes, piece) { try cut(bytes, $0, rest, emit) }
  }
}

extension Cutter {
  /// The scanner whose matches, and what stands between them, are the pieces; nil for other cutters.
  var scanner: PatternScanner? {
    guard case .split(let split) = self, split.behavior == .isolated, case .scanner(let scanner) = split.pattern.kind
    else {
      return nil
    }
    return scanner
  }
}
