/// Kinds of places at which a long text may be cut, all of them behind a letter.
///
/// A stage is asked two things about each kind: whether it does the same to both sides as to the whole, and whether it never
/// leaves a piece that lies across. A tokenizer gives the same tokens for the parts as for the whole where all of its stages
/// say yes to the first and one of them to the second: what the others leave across the cut is divided there anyway.
struct TextCuts: OptionSet, Sendable, Hashable {
  let rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Before a space, U+0020.
  static let space = TextCuts(rawValue: 1 << 0)
  /// Before a tab or a line end.
  static let whitespace = TextCuts(rawValue: 1 << 1)
  /// Before punctuation (general category P), but for apostrophes, which some patterns hold to be parts of a word.
  static let punctuation = TextCuts(rawValue: 1 << 2)

  static let all: TextCuts = [.space, .whitespace, .punctuation]

  /// The kind of a place behind a letter, by the scalar that follows; nil where a text must not be cut.
  init?(before scalar: UInt32) {
    switch scalar {
    case 0x20: self = .space
    case 0x09, 0x0A, 0x0D: self = .whitespace
    case 0x27, 0xFF07: return nil
    default:
      guard CategorySet.of(scalar).isSubset(of: .punctuation) else { return nil }
      self = .punctuation
    }
  }
}

/// At which kinds of places one stage, or a chain of them, lets a long text be cut.
struct StageCuts: Sendable, Equatable {
  /// Where the stage does the same to both sides as to the whole, but for a piece that it leaves across the cut.
  var independent: TextCuts
  /// Where it leaves none across; a part of ``independent``.
  var dividing: TextCuts

  /// Nowhere.
  static let no = StageCuts(independent: [], dividing: [])

  /// What a chain of stages says.
  init(_ stages: [StageCuts]) {
    let independent = stages.reduce(TextCuts.all) { $0.intersection($1.independent) }
    self.independent = independent
    dividing = stages.reduce(TextCuts()) { $0.union($1.dividing) }.intersection(independent)
  }

  init(independent: TextCuts, dividing: TextCuts) {
    self.independent = independent
    self.dividing = dividing
  }
}
