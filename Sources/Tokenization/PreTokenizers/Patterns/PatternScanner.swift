/// Any of the scanners made by hand; ``KnownExpression`` says which regular expressions they stand for.
enum PatternScanner: Sendable, Equatable {
  /// GPT-2, RoBERTa, GPT-NeoX; tiktoken's r50k_base and p50k_base.
  case gpt2
  /// cl100k_base, Llama 3, Qwen.
  case cl100k(CL100KPattern)
  /// o200k_base, tekken.
  case o200k(O200KPattern)
  /// DeepSeek's stages: words, ideographs; its third is ``numbers(_:)``.
  case deepSeek, ideographs
  case numbers(NumberPattern)
  /// The spaces that normalizers of SentencePiece's models make one.
  case repeatedSpaces

  /// Calls `emit` with the matches in `piece` and with what stands between them: together, all of it.
  @inline(__always)
  func split(
    _ bytes: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>, _ emit: (Range<Int>) throws -> Void
  ) rethrows {
    switch self {
    case .gpt2: try GPT2Pattern().split(bytes, piece, emit)
    case .cl100k(let scanner): try scanner.split(bytes, piece, emit)
    case .o200k(let scanner): try scanner.split(bytes, piece, emit)
    case .deepSeek: try DeepSeekPattern().split(bytes, piece, emit)
    case .ideographs: try IdeographPattern().split(bytes, piece, emit)
    case .numbers(let scanner): try scanner.split(bytes, piece, emit)
    case .repeatedSpaces: try SpacesPattern().split(bytes, piece, emit)
    }
  }

  /// Calls `body` with the matches in `piece`.
  func forEachMatch(
    _ bytes: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>, _ body: (Range<Int>) throws -> Void
  ) rethrows {
    switch self {
    case .gpt2: try GPT2Pattern().forEachMatch(bytes, piece, body)
    case .cl100k(let scanner): try scanner.forEachMatch(bytes, piece, body)
    case .o200k(let scanner): try scanner.forEachMatch(bytes, piece, body)
    case .deepSeek: try DeepSeekPattern().forEachMatch(bytes, piece, body)
    case .ideographs: try IdeographPattern().forEachMatch(bytes, piece, body)
    case .numbers(let scanner): try scanner.forEachMatch(bytes, piece, body)
    case .repeatedSpaces: try SpacesPattern().forEachMatch(bytes, piece, body)
    }
  }
}
