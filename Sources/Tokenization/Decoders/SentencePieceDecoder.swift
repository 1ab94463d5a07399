/// SentencePiece's way back: ▁ becomes a space, byte pieces become characters, control pieces nothing, and the space that was
/// put before the text goes.
///
/// Bytes that are no text become U+FFFD, one for each.
struct SentencePieceDecoder: DecodingStage {
  /// Pieces that stand for nothing.
  private let controls: Set<[UInt8]>
  private let unknown: [UInt8]
  private let unknownSurface: [UInt8]
  let hasByteFallback: Bool
  private let stripsSpace: Bool
  private let stripsAllSpaces: Bool
  /// The pieces, where other strings may come, which stand for themselves.
  private var pieces: TokenTable?
  /// Bytes of a character that may go on.
  private var bytes: [UInt8] = []
  /// Whether a space at the beginning of a piece would be the text's first character.
  private var isAtStart = true
  private var hasStripped = false
  private var hasText = false

  /// The decoder of `vocabulary`.
  init(_ vocabulary: SentencePieceVocabulary, unknownID: Int) {
    controls = Set(vocabulary.contents(of: .control))
    unknown = vocabulary.pieces[unknownID].content
    unknownSurface = Array(vocabulary.unknownSurface.utf8)
    hasByteFallback = vocabulary.hasByteFallback
    stripsSpace = vocabulary.normalization.addsSpace || vocabulary.normalization.removesExtraSpaces
    stripsAllSpaces = vocabulary.normalization.removesExtraSpaces
  }

  /// The same, but for strings that may be none of `pieces`.
  func taking(othersThan pieces: TokenTable) -> SentencePieceDecoder {
    var decoder = self
    decoder.pieces = pieces
    return decoder
  }

  mutating func decode(_ input: TokenStrings, isLast: Bool, into output: inout TokenStrings) {
    var collector = TokenCollector()
    swap(&collector, &self.collector)
    defer { swap(&collector, &self.collector) }
    collector.forEachToken(of: input) { append($0, to: &output) }
    if isLast { flushBytes(to: &output) }
  }

  private var collector = TokenCollector()

  mutating func append(_ token: ArraySlice<UInt8>, to output: inout TokenStrings) {
    if hasByteFallback, let byte = ByteToken.byte(token) { return bytes.append(byte) }
    flushBytes(to: &output)
    if hasStripped || hasText { isAtStart = false }
    hasStripped = false
    let piece = Array(token)
    if let pieces, pieces.id(of: piece) == nil { return put(piece, to: &output) }
    if controls.contains(piece) { return }
    if piece == unknown { return put(unknownSurface, to: &output) }
    put(text(of: piece), to: &output)
  }

  private mutating func text(of piece: [UInt8]) -> [UInt8] {
    let mark = SentencePieceVocabulary.spaceMark
    var rest = piece[...]
    if isAtStart, stripsSpace, rest.starts(with: mark) {
      rest = rest.dropFirst(mark.count)
      // Where extra spaces were removed, all spaces at the beginning go, one by one with their pieces.
      hasStripped = !stripsAllSpaces
    }
    var text: [UInt8] = []
    while let byte = rest.first {
      let isMark = rest.starts(with: mark)
      text.append(isMark ? 0x20 : byte)
      rest = rest.dropFirst(isMark ? mark.count : 1)
    }
    return text
  }

  private mutating func put(_ text: [UInt8], to output: inout TokenStrings) {
    if !text.isEmpty { hasText = true }
    output.append(text)
  }

  mutating func flushBytes(to output: inout TokenStrings) {
    guard !bytes.isEmpty else { return }
    var text: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let length = (1...4).first { length in
        index + length <= bytes.count
          && String(validating: bytes[index..<index + length], as: UTF8.self)?.unicodeScalars.count == 1
      }
      text += length.map { Array(bytes[index..<index + $0]) } ?? Array("\u{FFFD}".utf8)
      index += length ?? 1
    }
    bytes.removeAll(keepingCapacity: true)
    put(text, to: &output)
  }
}
