/// General categories of scalars as a set: what `\p{Lu}`, `\p{L}` and their like stand for.
///
/// Every scalar has exactly one category; the six controls that are white space count as one of their own here, so that
/// white space is a set of categories too.
struct CategorySet: OptionSet, Hashable {
  let rawValue: UInt32

  static let uppercaseLetter = CategorySet(rawValue: 1 << 0)
  static let lowercaseLetter = CategorySet(rawValue: 1 << 1)
  static let titlecaseLetter = CategorySet(rawValue: 1 << 2)
  static let modifierLetter = CategorySet(rawValue: 1 << 3)
  static let otherLetter = CategorySet(rawValue: 1 << 4)
  static let decimalNumber = CategorySet(rawValue: 1 << 8)
  static let connectorPunctuation = CategorySet(rawValue: 1 << 11)
  static let spaceSeparator = CategorySet(rawValue: 1 << 22)
  static let unassigned = CategorySet(rawValue: 1 << 29)
  /// U+0009 to U+000D and U+0085.
  static let whiteControl = CategorySet(rawValue: 1 << 30)

  static let letter = CategorySet(rawValue: 0x1F)
  static let mark = CategorySet(rawValue: 0b111 << 5)
  static let number = CategorySet(rawValue: 0b111 << 8)
  static let punctuation = CategorySet(rawValue: 0x7F << 11)
  static let symbol = CategorySet(rawValue: 0xF << 18)
  static let separator = CategorySet(rawValue: 0b111 << 22)
  static let control: CategorySet = [CategorySet(rawValue: 1 << 25), .whiteControl]
  static let other: CategorySet = [CategorySet(rawValue: 0x1F << 25), .whiteControl]
  static let whitespace: CategorySet = [.separator, .whiteControl]
  /// `[^\s\p{L}\p{N}]`.
  static let sign = CategorySet(rawValue: 0x7FFF_FFFF).subtracting([.whitespace, .letter, .number])

  /// The category of the scalar `value`, which must be one (at most 0x10FFFF).
  @inline(__always)
  static func of(_ value: UInt32) -> CategorySet {
    let stored = TwoStageLookup.value(
      of: value, low: GeneralCategoryTable.blockLow, high: GeneralCategoryTable.blockHigh,
      classes: GeneralCategoryTable.classes)
    return CategorySet(rawValue: 1 &<< UInt32(stored &- 48))
  }

  /// The category of the ASCII character `byte`, which must be below 0x80.
  @inline(__always)
  static func ofASCII(_ byte: UInt8) -> CategorySet {
    // SAFETY: block 0 of the table holds the first 128 scalars (checked for every scalar by the tests), and the byte is
    // below that. Static strings live forever.
    CategorySet(rawValue: 1 &<< UInt32(GeneralCategoryTable.classes.utf8Start[Int(byte & 0x7F)] &- 48))
  }
}

extension CategorySet {
  /// The short names of the categories, by their numbers; the control that is white space is part of `Cc`.
  private static let shortNames = [
    "lu", "ll", "lt", "lm", "lo", "mn", "mc", "me", "nd", "nl", "no", "pc", "pd", "ps", "pe", "pi", "pf", "po", "sm",
    "sc", "sk", "so", "zs", "zl", "zp", "cc", "cf", "cs", "co", "cn",
  ]

  private static let longNames = [
    "uppercaseletter", "lowercaseletter", "titlecaseletter", "modifierletter", "otherletter", "nonspacingmark",
    "spacingmark", "enclosingmark", "decimalnumber", "letternumber", "othernumber", "connectorpunctuation",
    "dashpunctuation", "openpunctuation", "closepunctuation", "initialpunctuation", "finalpunctuation",
    "otherpunctuation", "mathsymbol", "currencysymbol", "modifiersymbol", "othersymbol", "spaceseparator",
    "lineseparator", "paragraphseparator", "control", "format", "surrogate", "privateuse", "unassigned",
  ]

  private static let groups: [String: CategorySet] = [
    "l": .letter, "letter": .letter, "m": .mark, "mark": .mark, "combiningmark": .mark, "n": .number, "number": .number,
    "p": .punctuation, "punct": .punctuation, "punctuation": .punctuation, "s": .symbol, "symbol": .symbol,
    "z": .separator, "separator": .separator, "c": .other, "other": .other, "digit": .decimalNumber,
    "cntrl": .control, "cc": .control, "control": .control, "whitespace": .whitespace, "space": .whitespace,
    "lc": [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter],
    "casedletter": [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter],
  ]

  /// The categories of a name as regular expressions write it, in lower case and without `_`, `-` and spaces.
  init?(foldedName name: String) {
    if let group = Self.groups[name] {
      self = group
    } else if let index = Self.shortNames.firstIndex(of: name) ?? Self.longNames.firstIndex(of: name) {
      self.init(rawValue: 1 << UInt32(index))
    } else {
      return nil
    }
  }
}
