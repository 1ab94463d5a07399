import SafeText

/// Byte-pair encoding: each character of a piece starts as a token of its own, and the pair of neighbours whose merge has
/// the lowest rank becomes one token, the leftmost first, until no pair merges.
///
/// Source: Sennrich et al. 2016 (arXiv:1508.07909); on bytes, Radford et al. 2019.
///
/// ```
/// merges 0: l o   1: lo w        low → l o w → lo w → low
/// ```
///
/// Vocabularies of bytes are nearly all of byte-level files: where every byte is a token, pieces are taken as they stand in
/// the text (``encode(raw:_:_:into:)``), without spelling them in ``ByteAlphabet`` first.
struct BytePairModel: Sendable {
  /// The vocabulary.
  let table: TokenTable
  /// Which pairs merge.
  let merges: MergeTable
  /// What is asked for besides vocabulary and merges.
  let options: Options
  /// For each byte, the token that its character in ``ByteAlphabet`` is; ``noToken`` where the vocabulary has none.
  let byteTokens: [UInt32]
  /// For each byte, the token `<0xNN>`; nil unless ``Options/byteFallback`` is set.
  let fallbackTokens: [UInt32]?
  /// The token for characters that the vocabulary does not have; without one they vanish.
  let unknown: UnknownToken?
  /// Whether every byte is a token and no other option is in the way, so that pieces may be raw bytes.
  let takesRawBytes: Bool
  /// For each two bytes, the merge of their tokens: that of the bytes a and b at 256·a + b; empty where pieces are not raw.
  let byteMerges: [UInt64]

  static let noToken = UInt32.max
  /// The symbol of a character that vanishes and separates.
  static let gap = UInt32.max - 1

  /// The options of a byte-pair model, by the names of tokenizer.json; all are off where a file says nothing.
  struct Options: Sendable, Equatable {
    /// `unk_token`: what stands for characters that are no tokens.
    var unknownToken: String?
    /// `fuse_unk`: whether neighbouring unknown characters become one unknown token.
    var fusesUnknown = false
    /// `ignore_merges`: whether a piece that is a token as a whole is that token, whatever the merges say.
    var ignoresMerges = false
    /// `byte_fallback`: whether an unknown character becomes tokens `<0xNN>`, one for each byte, where there are such.
    var byteFallback = false
    /// Whether a run of line ends that is a token as a whole is that token, as in llama.cpp's Gemma 4; no option of
    /// tokenizer.json.
    var keepsLineEnds = false
    /// Whether a character that vanishes still keeps its neighbours from merging, as in llama.cpp; no option of tokenizer.json.
    var vanishedSeparate = false
    /// Whether an unknown token's string is the text it stands for, as in SentencePiece; no option of tokenizer.json.
    var showsUnknownText = false
    /// `continuing_subword_prefix`: what the vocabulary puts before characters that do not begin a piece.
    var continuingPrefix: [UInt8] = []
    /// `end_of_word_suffix`: what the vocabulary puts behind the last character of a piece.
    var endSuffix: [UInt8] = []

    /// What the strings of the vocabulary say about text with these options.
    var spelling: TokenSpelling {
      var spelling = TokenSpelling.continuing(prefix: continuingPrefix)
      spelling.wordSuffix = endSuffix
      spelling.hasByteTokens = byteFallback
      return spelling
    }
  }

  /// The model over `table`.
  init(table: TokenTable, merges: MergeTable, options: Options = Options()) {
    self.table = table
    self.merges = merges
    self.options = options
    unknown = options.unknownToken.map { UnknownToken($0, in: table) }
    byteTokens = (0...255).map { (byte: UInt8) in
      var character: [UInt8] = []
      ByteAlphabet.append([byte], to: &character)
      return table.id(of: character).map { UInt32($0) } ?? Self.noToken
    }
    fallbackTokens = options.byteFallback ? ByteToken.ids(in: table) : nil
    takesRawBytes =
      !byteTokens.contains(Self.noToken) && options.continuingPrefix.isEmpty && options.endSuffix.isEmpty
    let tokens = takesRawBytes ? byteTokens : []
    byteMerges = tokens.flatMap { left in tokens.map { merges.value(left, $0) } }
  }

  /// What one call works with, kept from piece to piece.
  struct Scratch {
    /// The tokens that the piece consists of so far.
    var symbols: [Symbol] = []
    /// A piece in the byte alphabet, or a character with its prefix and suffix.
    var spelled: [UInt8] = []
    /// For long pieces.
    var queue = MergeQueue()
    /// Raw pieces met before.
    var cache = PieceCache()
    /// For ids alone.
    var wordPass: WordPass.Scratch?
  }

  /// A token of a piece on its way, and how many bytes it spans.
  struct Symbol {
    var id: UInt32
    /// Where it ends in the piece.
    var end: UInt32
    /// The merge with its right neighbour.
    var merge: UInt64
  }

  /// Encodes `piece` of `text`, of which each byte stands for itself; only where ``takesRawBytes`` says so.
  @inline(__always)
  func encode(raw text: TextView, _ piece: Range<Int>, _ scratch: inout Scratch, into builder: inout EncodingBuilder) {
    guard piece.count <= PieceCache.longestPiece, let start = text.bytes.baseAddress else {
      return merge(raw: text, piece, &scratch, into: &builder)
    }
    let key = PieceKey(start + piece.lowerBound, length: piece.count)
    if let tokens = scratch.cache.tokens(of: key, length: piece.count) {
      return builder.append(tokens, of: scratch.cache, text, piece, length: { bytesCount(of: $0, at: $1) })
    }
    let count = builder.ids.count
    merge(raw: text, piece, &scratch, into: &builder)
    scratch.cache.insert(builder.ids[count...], for: key, length: piece.count)
  }

  /// How many bytes a token of a byte-level vocabulary stands for: as many as it has characters.
  private func bytesCount(of id: Int, at position: Int) -> Int {
    table.withBytes(of: id) { $0.reduce(0) { $0 + (UTF8Scalars.isContinuation($1) ? 0 : 1) } } ?? 0
  }

  private func merge(
    raw text: TextView, _ piece: Range<Int>, _ scratch: inout Scratch, into builder: inout EncodingBuilder
  ) {
    let bytes = UnsafeBufferPointer(rebasing: text.bytes[piece])
    if options.ignoresMerges {
      scratch.spelled.removeAll(keepingCapacity: true)
      ByteAlphabet.append(bytes, to: &scratch.spelled)
      if let id = table.id(of: scratch.spelled) { return builder.append(id, text, piece) }
    }
    startRaw(bytes, &scratch)
    merge(&scratch)
    emit(scratch.symbols, text, piece, into: &builder)
  }

  /// Makes the symbols that `bytes` start as, each standing for itself.
  func startRaw(_ bytes: UnsafeBufferPointer<UInt8>, _ scratch: inout Scratch) {
    scratch.symbols.removeAll(keepingCapacity: true)
    for (index, byte) in bytes.enumerated() {
      scratch.symbols.append(
        Symbol(id: byteTokens[Int(byte)], end: UInt32(truncatingIfNeeded: index + 1), merge: MergeTable.none))
    }
  }

  /// Adds the merged symbols of `piece` to the result.
  func emit(_ symbols: [Symbol], _ text: TextView, _ piece: Range<Int>, into builder: inout EncodingBuilder) {
    var start = piece.lowerBound
    let shown = options.showsUnknownText && builder.wantsOffsets ? unknown?.id : nil
    for symbol in symbols {
      let end = min(piece.lowerBound + Int(symbol.end), piece.upperBound)
      if symbol.id == Self.gap {
        start = end
        continue
      }
      if shown == Int(symbol.id) {
        builder.strings[builder.ids.count] = String(decoding: text.bytes[start..<end], as: UTF8.self)
      }
      builder.append(Int(symbol.id), text, start..<end)
      start = end
    }
  }
}
