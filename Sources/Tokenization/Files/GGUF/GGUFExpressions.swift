/// The regular expressions of llama.cpp's splittings, as it runs them.
///
/// Where an expression names a category, llama.cpp puts one byte in the place of each character that is not ASCII: letters of
/// all cases become the same byte. `[^a-z]` then says nothing about letters that are not ASCII, and `\p{Lu}` is `\p{L}`.
enum GGUFExpressions {
  /// English endings; `(?i:'s)` would also find `'ſ`, which llama.cpp does not.
  static let endings = "(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])"
  private static let spaces = #"\s*[\r\n]+|\s+(?!\S)|\s+"#

  /// Runs of line ends, and what stands between them.
  static let lines = #"[^\n]+|[\n]+"#

  /// Llama 3's, with numbers of any length.
  static let llama3WithAllDigits =
    endings + #"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}+| ?[^\s\p{L}\p{N}]+[\r\n]*|"# + spaces

  /// Qwen's, in which endings stay with their words.
  static let wordsWithoutEndings = #"[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|"# + spaces

  /// Llama 3's, in which marks and joiners are part of words; its endings ignore all case.
  static let k2Horizon =
    "(?i:'s|'t|'re|'ve|'m|'ll|'d)" + #"|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}"# + "\u{200C}\u{200D}"
    + #"]+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|"# + spaces

  /// Llama 3's, with runs of spaces in powers of two.
  static let jais2 =
    endings + #"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|"#
    + [512, 256, 128, 64, 32, 16, 8, 4].map { "\\s{\($0)}(?!\\S)|" }.joined() + #"\s{1,2}(?!\S)|\s{1}"#

  /// Qwen's, in which line ends are no part of signs.
  static let seedCoder =
    endings + #"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1}| ?[^\s\p{L}\p{N}\r\n]+|"# + spaces

  /// Qwen's, with one line end at a time.
  static let bailing =
    #"'(?:[sSdDmMtT]|[lL][lL]|[vV][eE]|[rR][eE])|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|"#
    + #"\s*[\r\n]|\s+(?!\S)|\s+"#

  /// EXAONE's, whose pieces go on over single spaces.
  static let exaoneMoE =
    endings + #"|[^\r\n\p{L}\p{N}]?(?:\p{L}\p{M}*(?: \p{L}\p{M}*)*)+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]?|"#
    + #"\s*[\r\n]|\s+(?!\S)|\s+"#

  /// o200k_base's, as far as it tells capitals from small letters: in ASCII.
  static func cased(letters: String = #"\p{L}"#, endings: String = endings + "?", numbers: String) -> String {
    let capital = "[\(letters)&&[^a-z]]"
    let small = "[\(letters)&&[^A-Z]]"
    return words(capital + "*" + small + "+", capital + "+" + small + "*", endings, numbers)
  }

  /// o200k_base's, which tells no capitals from small letters.
  static func uncased(numbers: String) -> String {
    words(#"[\p{L}\p{M}]+"#, #"[\p{L}\p{M}]+"#, endings + "?", numbers)
  }

  private static func words(_ first: String, _ second: String, _ endings: String, _ numbers: String) -> String {
    let before = #"[^\r\n\p{L}\p{N}]?"#
    return before + first + endings + "|" + before + second + endings + "|" + numbers
      + #"| ?[^\s\p{L}\p{N}]+[\r\n/]*|"# + spaces
  }

  /// Kimi's: ideographs apart, and marks are no letters.
  static let kimi =
    "[\(ideographs)]+|" + #"[^\r\n\p{L}\p{N}]?[\p{L}&&[^"# + ideographs + "]]+" + endings
    + #"?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|"# + spaces

  /// What llama.cpp takes for ideographs there.
  private static let ideographs =
    "\u{4E00}-\u{9FFF}\u{3400}-\u{4DBF}\u{20000}-\u{2A6DF}\u{2A700}-\u{2B73F}\u{2B740}-\u{2B81F}\u{2B820}-\u{2CEAF}"
    + "\u{2CEB0}-\u{2EBEF}\u{F900}-\u{FAFF}\u{2F800}-\u{2FA1F}"

  /// Digits in threes, counted from the last; the text before the first of them stays with it.
  static let digitsFromBehind = #"\P{N}*\p{N}{1,3}(?=(?:\p{N}{3})*(?!\p{N}))"#

  /// DeepSeek V3's, with each line end apart.
  static let spark =
    ##"[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+|"##
    + #"[\r\n]|\s+(?!\S)|\s+"#

  /// Words of BLOOM and its kin, with the space before them.
  static let bloom = " ?[^(\\s|.,!?\u{2026}\u{3002}\u{FF0C}\u{3001}\u{964}\u{6D4}\u{60C})]+"

  /// The scripts that Youtu sets apart: Hangul, Chinese signs, bopomofo, ideographs and kana.
  static let youtuScripts =
    "[\u{AC00}-\u{D7A3}\u{3131}-\u{318E}]+|[\u{FF01}\u{2026}\u{201C}\u{201D}\u{2018}\u{2019}\u{2014}\u{FF1A}\u{FF1B}"
    + "\u{FF0C}\u{3001}-\u{303F}\u{FE30}-\u{FE4F}]+|[\u{3105}-\u{312F}]+|" + KnownExpression.ideographs.rawValue

  /// The scripts that AFMoE sets apart: those without spaces between words.
  static let afmoeScripts =
    "[\u{4E00}-\u{9FFF}\u{3400}-\u{4DBF}\u{8C48}-\u{FAFF}\u{3040}-\u{309F}\u{30A0}-\u{30FF}\u{FF65}-\u{FF9F}"
    + "\u{2F00}-\u{2FDF}\u{E40}-\u{E7F}\u{E80}-\u{EFF}\u{1780}-\u{17FF}\u{1000}-\u{109F}\u{AA60}-\u{AA7F}"
    + "\u{A9E0}-\u{A9FF}\u{AC00}-\u{D7AF}\u{1100}-\u{11FF}]+"
}
