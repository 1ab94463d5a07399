/// The regular expressions by which many models split text, each beside the scanner that finds the same: the one table of
/// both.
///
/// An expression from a file that is one of these to the letter is run by its scanner, any other by PCRE2; so classes and
/// kinds of files that bring an expression along name it from here.
enum KnownExpression: String, CaseIterable {
  /// GPT-2, RoBERTa, GPT-NeoX.
  case gpt2 = #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#
  /// The same, as some files write it.
  case gpt2InBrackets = #"'s|'t|'re|'ve|'m|'ll|'d| ?[\p{L}]+| ?[\p{N}]+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#
  /// The same, as tiktoken writes it for r50k_base and p50k_base.
  case r50k = #"'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s"#

  /// Llama 3.
  case llama3 =
    #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
  /// Qwen 2 and 3.
  case qwen2 =
    #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
  /// Qwen 3.5, whose letters take their marks along.
  case qwen35 =
    #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
  /// cl100k_base, as tiktoken writes it.
  case cl100k =
    #"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s"#
  /// cl100k_base, as tiktoken wrote it before, and files after it.
  case olderCL100K =
    #"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+"#
  /// Llama 3, as llama.cpp has it.
  case ggufLlama3 =
    #"(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
  /// Qwen 2 and 3, as llama.cpp has them.
  case ggufQwen2 =
    #"(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
  /// Qwen 3.5, as llama.cpp has it.
  case ggufQwen35 =
    #"(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#

  /// o200k_base.
  case o200k =
    #"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
  /// Mistral's tekken: no English endings, each digit apart.
  case tekken =
    #"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"#

  /// DeepSeek V3's words, signs and spaces.
  case deepSeek =
    ##"[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"##
  /// The same with the line ends themselves in it, as its tokenizer.json has it.
  case deepSeekWithLineEnds =
    ##"[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\##r\##n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\##r\##n]*|\s*[\##r\##n]+|\s+(?!\S)|\s+"##
  /// Ideographs and kana, as DeepSeek V3 sets them apart.
  case ideographs = "[\u{4E00}-\u{9FA5}\u{3040}-\u{309F}\u{30A0}-\u{30FF}]+"
  case upToThreeNumbers = #"\p{N}{1,3}"#
  case eachNumber = #"\p{N}"#
  case allNumbers = #"\p{N}+"#
  /// The spaces that normalizers of SentencePiece's models make one.
  case repeatedSpaces = " {2,}"

  /// The scanner that finds what the expression does in the library it is written for.
  func scanner(_ dialect: RegexDialect) -> PatternScanner {
    switch self {
    case .gpt2, .gpt2InBrackets, .r50k: .gpt2
    case .llama3, .olderCL100K: .cl100k(CL100KPattern())
    case .qwen2: .cl100k(CL100KPattern(numberLimit: 1))
    case .qwen35: .cl100k(CL100KPattern(numberLimit: 1, letters: [.letter, .mark]))
    // Oniguruma takes `{1,3}+` for a repeated repetition: numbers of any length.
    case .cl100k: .cl100k(CL100KPattern(numberLimit: dialect == .oniguruma ? .max : 3, joinsLastSpaces: true))
    case .ggufLlama3: .cl100k(CL100KPattern(hasLongEnding: false))
    case .ggufQwen2: .cl100k(CL100KPattern(numberLimit: 1, hasLongEnding: false))
    case .ggufQwen35: .cl100k(CL100KPattern(numberLimit: 1, letters: [.letter, .mark], hasLongEnding: false))
    case .o200k: .o200k(O200KPattern())
    case .tekken: .o200k(O200KPattern(numberLimit: 1, takesEndings: false))
    case .deepSeek, .deepSeekWithLineEnds: .deepSeek
    case .ideographs: .ideographs
    case .upToThreeNumbers: .numbers(NumberPattern())
    case .eachNumber: .numbers(NumberPattern(limit: 1))
    case .allNumbers: .numbers(NumberPattern(limit: .max))
    case .repeatedSpaces: .repeatedSpaces
    }
  }
}
