/// What the pre-tokenizers and the added tokens ask of a scalar, as the reference library answers it.
struct SplitClass: OptionSet {
  let rawValue: UInt8

  /// `\p{L}` of the reference's regular expressions.
  static let letter = SplitClass(rawValue: 1)
  /// `\p{N}` of the reference's regular expressions.
  static let number = SplitClass(rawValue: 2)
  /// White space, for regular expressions and for Rust alike.
  static let whitespace = SplitClass(rawValue: 4)
  /// What the pre-tokenizer `Digits` holds to be a digit (Rust's `char::is_numeric`).
  static let numeric = SplitClass(rawValue: 8)
  /// What `BertPreTokenizer` makes a piece of its own.
  static let punctuation = SplitClass(rawValue: 16)
  /// `\w`, which bounds an added token that must stand as a word of its own.
  static let word = SplitClass(rawValue: 32)

  /// The class of the scalar `value`, which must be one (at most 0x10FFFF).
  @inline(__always)
  static func of(_ value: UInt32) -> SplitClass {
    SplitClass(
      rawValue: TwoStageLookup.value(
        of: value, low: SplitClassTable.blockLow, high: SplitClassTable.blockHigh, classes: SplitClassTable.classes))
  }
}

/// What the normalizers ask of a scalar, as the reference library answers it.
struct NormalizationClass: OptionSet {
  let rawValue: UInt8

  /// Taken out by BERT's cleaning: controls and whatever its Unicode version holds to be unassigned or private.
  static let removed = NormalizationClass(rawValue: 1)
  /// Made a plain space by BERT's cleaning.
  static let space = NormalizationClass(rawValue: 2)
  /// What BERT surrounds with spaces: ideographs, which Chinese and Japanese write without them.
  static let ideograph = NormalizationClass(rawValue: 4)
  /// A non-spacing mark: an accent that BERT strips.
  static let mark = NormalizationClass(rawValue: 8)
  /// Has a canonical decomposition.
  static let decomposes = NormalizationClass(rawValue: 16)
  /// Has a canonical combining class other than 0.
  static let combining = NormalizationClass(rawValue: 32)
  /// Has a lower-case form.
  static let lowers = NormalizationClass(rawValue: 64)

  /// The class of the scalar `value`, which must be one (at most 0x10FFFF).
  @inline(__always)
  static func of(_ value: UInt32) -> NormalizationClass {
    NormalizationClass(
      rawValue: TwoStageLookup.value(
        of: value, low: NormalizationClassTable.blockLow, high: NormalizationClassTable.blockHigh,
        classes: NormalizationClassTable.classes))
  }
}

/// Reads the generated tables.
enum TwoStageLookup {
  /// The byte that the table holds for the scalar `value`.
  @inline(__always)
  static func value(of value: UInt32, low: StaticString, high: StaticString, classes: StaticString) -> UInt8 {
    let position = Int(min(value, 0x10FFFF))
    let block = position >> 7
    // SAFETY: the first two tables have 0x110000 / 128 bytes and `block` is below that; their entries are numbers of
    // blocks that the third table holds whole (checked for every scalar by the tests). Static strings live forever.
    let index = Int(high.utf8Start[block]) << 7 | Int(low.utf8Start[block])
    return classes.utf8Start[index << 7 | position & 127]
  }

  /// Calls `body` with each run of scalars that have the same byte: that byte, the first of them, and the one behind them.
  static func forEachRun(
    low: StaticString, high: StaticString, classes: StaticString, _ body: (UInt8, UInt32, UInt32) -> Void
  ) {
    var current = value(of: 0, low: low, high: high, classes: classes)
    var start: UInt32 = 0
    // A block whose 128 scalars are all alike is passed at once where it comes again.
    var alike = -1
    for block in 0..<0x110000 >> 7 {
      // SAFETY: as above.
      let index = Int(high.utf8Start[block]) << 7 | Int(low.utf8Start[block])
      if index == alike { continue }
      let first = UInt32(block << 7)
      var changes = false
      for offset in 0..<128 {
        let next = classes.utf8Start[index << 7 | offset]
        guard next != current else { continue }
        let position = first + UInt32(offset)
        if position > 0 { body(current, start, position) }
        (current, start) = (next, position)
        changes = changes || offset > 0
      }
      alike = changes ? -1 : index
    }
    body(current, start, 0x110000)
  }
}
