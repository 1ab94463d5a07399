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

/// Decodes the tokens between special ones as texts of their own, by SentencePiece, and leaves special tokens as they are.
struct StretchDecoder: DecodingStage {
  private let special: Set<[UInt8]>
  /// What is put behind each special token.
  private let separator: [UInt8]
  /// SentencePiece's decoder at the beginning of a text.
  private let fresh: SentencePieceDecoder
  private var current: SentencePieceDecoder
  private var collector = TokenCollector()

  /// The decoder of texts between the tokens in `special`, with `separator` behind each of these.
  init(special: Set<[UInt8]>, separator: String, pieces: SentencePieceDecoder) {
    self.special = special
    self.separator = Array(separator.utf8)
    fresh = pieces
    current = pieces
  }

  mutating func decode(_ input: TokenStrings, isLast: Bool, into output: inout TokenStrings) {
    var collector = TokenCollector()
    swap(&collector, &self.collector)
    defer { swap(&collector, &self.collector) }
    collector.forEachToken(of: input) { token in
      guard special.contains(Array(token)) else { return current.append(token, to: &output) }
      current.flushBytes(to: &output)
      current = fresh
      output.append(Array(token) + separator)
    }
    if isLast { current.flushBytes(to: &output) }
  }
}

/// Makes spaces of the character that stands for one (▁); the first token's vanish, unless none was put before the text.
struct MetaspaceDecoder: DecodingStage {
  /// The character that stands for a space, in UTF-8.
  let mark: [UInt8]
  /// Whether a mark was put before the text (`prepend_scheme` is not `never`): then the first token has none of its own.
  let dropsFirst: Bool
  private var isFirst = true

  init(mark: [UInt8], dropsFirst: Bool) {
    self.mark = mark
    self.dropsFirst = dropsFirst
  }

  mutating func decode(_ input: TokenStrings, isLast: Bool, into output: inout TokenStrings) {
    var isFirst = isFirst
    input.forEachPart { part, ends in
      // No part cuts a scalar, and the mark is one.
      output.bytes += Array(part).replacing(mark, by: isFirst && dropsFirst ? [] : [0x20])
      guard ends else { return }
      output.endToken()
      isFirst = false
    }
    self.isFirst = isFirst
  }
}
