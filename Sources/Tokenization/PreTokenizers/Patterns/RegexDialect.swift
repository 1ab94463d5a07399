/// Whose regular expressions a pattern is written in: the same letters mean different things.
enum RegexDialect: Sendable, Equatable {
  /// The library `tokenizers`, which is built on Oniguruma: `^` and `$` stand at lines, and `{1,3}+` repeats a repetition.
  case oniguruma
  /// The library `tiktoken`, which is built on fancy-regex: `^` and `$` stand at the text, and `{1,3}+` gives nothing back.
  case fancyRegex

  /// `\w` inside of brackets.
  var word: ScalarSet {
    switch self {
    case .oniguruma: .word
    case .fancyRegex: ScalarSet { SplitClass.of($0).contains(.word) }
    }
  }

  /// `\w` on its own, and what `\b` looks at.
  var plainWord: ScalarSet {
    switch self {
    // Outside of brackets, Oniguruma asks a table of Latin-1 that counts ² ³ ¹ ¼ ½ ¾ in.
    case .oniguruma: ScalarSet.word.union(ScalarSet(bounds: [0xB2, 0xB4, 0xB9, 0xBA, 0xBC, 0xBF]))
    case .fancyRegex: word
    }
  }
}
