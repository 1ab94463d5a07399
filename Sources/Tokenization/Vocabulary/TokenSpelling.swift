/// How the strings of a vocabulary stand for text: which of these marks they carry.
struct TokenSpelling: Sendable, Equatable {
  /// Whether each byte is one character of ``ByteAlphabet``, `Ġthe` being a space and `the`.
  var isByteLevel = false
  /// What pieces inside a word begin with, as `##ing` does; empty where nothing marks them.
  var continuingPrefix: [UInt8] = []
  /// What the last piece of a word ends with, as `the</w>` does, which is `the` and a space; empty where nothing marks it.
  var wordSuffix: [UInt8] = []
  /// The character that stands for a space, as in `▁the`; empty where there is none.
  var spaceMark: [UInt8] = []
  /// Whether `<0xE2>` is the byte E2.
  var hasByteTokens = false

  /// What the decoder makes of tokens, and before it what the model and the pre-tokenizer say of them.
  init(model: TokenModel, preTokenizer: PreTokenizer?, decoder: TokenDecoder) {
    self = model.spelling
    if preTokenizer?.isByteLevel ?? false { isByteLevel = true }
    add(decoder)
  }

  /// Tokens that are their text.
  init() {}

  /// Tokens of which those inside a word begin with `prefix`.
  static func continuing(prefix: [UInt8]) -> TokenSpelling {
    var spelling = TokenSpelling()
    spelling.continuingPrefix = prefix
    return spelling
  }

  private mutating func add(_ decoder: TokenDecoder) {
    switch decoder {
    case .byteLevel: isByteLevel = true
    case .wordPiece(let decoder): if continuingPrefix.isEmpty { continuingPrefix = decoder.prefix }
    case .metaspace(let decoder): spaceMark = decoder.mark
    case .wordEnds(let decoder): if wordSuffix.isEmpty { wordSuffix = decoder.suffix }
    case .ctc(let decoder): if decoder.cleansUp { spaceMark = decoder.wordMark }
    case .replace(let decoder): if let literal = decoder.literal, decoder.content == [0x20] { spaceMark = literal }
    case .byteFallback: hasByteTokens = true
    case .sentencePiece(let decoder):
      spaceMark = SentencePieceVocabulary.spaceMark
      hasByteTokens = decoder.hasByteFallback
    case .stretches: spaceMark = SentencePieceVocabulary.spaceMark
    case .sequence(let decoders): for decoder in decoders { add(decoder) }
    case .spaces, .fuse, .strip, .trim, .cleanUp: break
    }
  }

  /// The bytes of text that `token` stands for.
  func bytes(of token: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    if hasByteTokens, let byte = ByteToken.byte(token) { return [byte] }
    var body = token[...]
    if isContinuation(token) { body = body.dropFirst(continuingPrefix.count) }
    let endsWord = !wordSuffix.isEmpty && body.suffix(wordSuffix.count).elementsEqual(wordSuffix)
    if endsWord { body = body.dropLast(wordSuffix.count) }
    var bytes: [UInt8]
    if isByteLevel {
      bytes = ByteAlphabet.decode(UnsafeBufferPointer(rebasing: body)) ?? Array(body)
    } else {
      bytes = spaceMark.isEmpty ? Array(body) : Array(body).replacing(spaceMark, by: [0x20])
    }
    if endsWord { bytes.append(0x20) }
    return bytes
  }

  /// Whether `token` begins with the mark of pieces inside a word, and more follows.
  func isContinuation(_ token: UnsafeBufferPointer<UInt8>) -> Bool {
    !continuingPrefix.isEmpty && token.count > continuingPrefix.count && token.starts(with: continuingPrefix)
  }
}

extension PreTokenizer {
  /// Whether pieces come out in ``ByteAlphabet``.
  fileprivate var isByteLevel: Bool {
    switch self {
    case .byteLevel: true
    case .sequence(let stages): stages.contains(where: \.isByteLevel)
    default: false
    }
  }
}
