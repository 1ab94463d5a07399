/// The split patterns that many models share, each with a scanner made by hand.
enum KnownPattern: Sendable, Equatable {
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

  /// The scanner for the regular expression `regex`, which must be one of those below, to the letter; else nil.
  init?(regex: String, dialect: RegexDialect) {
    guard let known = Self.byRegex[regex] else { return nil }
    self = known
    if regex == Self.tiktokenCL100K {
      // Oniguruma takes `{1,3}+` for a repeated repetition: numbers of any length.
      self = .cl100k(CL100KPattern(numberLimit: dialect == .oniguruma ? .max : 3, joinsLastSpaces: true))
    }
  }

  /// All regular expressions that have a scanner.
  static var regexes: [String] { byRegex.keys.sorted() }

  private static let tiktokenCL100K =
    #"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s"#

  private static let byRegex: [String: KnownPattern] = [
    SplitPatterns.gpt2: .gpt2,
    #"'s|'t|'re|'ve|'m|'ll|'d| ?[\p{L}]+| ?[\p{N}]+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#: .gpt2,
    #"'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s"#: .gpt2,
    SplitPatterns.cl100k(numbers: #"\p{N}{1,3}"#): .cl100k(CL100KPattern()),
    SplitPatterns.cl100k(numbers: #"\p{N}"#): .cl100k(CL100KPattern(numberLimit: 1)),
    tiktokenCL100K: .cl100k(CL100KPattern()),
    // cl100k_base as tiktoken wrote it before, and files after it.
    #"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+"#:
      .cl100k(CL100KPattern()),
    // Qwen 3.5.
    SplitPatterns.cl100k(numbers: #"\p{N}"#, letters: #"[\p{L}\p{M}]"#, signs: #"\p{L}\p{M}"#):
      .cl100k(CL100KPattern(numberLimit: 1, letters: [.letter, .mark])),
    // The same three as llama.cpp has them.
    GGUFExpressions.words(numbers: #"\p{N}{1,3}"#): .cl100k(CL100KPattern(hasLongEnding: false)),
    GGUFExpressions.words(numbers: #"\p{N}"#): .cl100k(CL100KPattern(numberLimit: 1, hasLongEnding: false)),
    GGUFExpressions.words(numbers: #"\p{N}"#, letters: #"\p{L}\p{M}"#):
      .cl100k(CL100KPattern(numberLimit: 1, letters: [.letter, .mark], hasLongEnding: false)),
    SplitPatterns.o200k: .o200k(O200KPattern()),
    SplitPatterns.tekken: .o200k(O200KPattern(numberLimit: 1, takesEndings: false)),
    SplitPatterns.deepSeek: .deepSeek,
    SplitPatterns.ideographs: .ideographs,
    #"\p{N}{1,3}"#: .numbers(NumberPattern()),
    #"\p{N}"#: .numbers(NumberPattern(limit: 1)),
    #"\p{N}+"#: .numbers(NumberPattern(limit: .max)),
    " {2,}": .repeatedSpaces,
  ]

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
