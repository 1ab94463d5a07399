internal import CVectorKernels

/// Split patterns by vector masks: stretches of text are split as a whole, by what 64 bytes at a time are.
///
/// The scanners are their plain twins, and do what cannot be cut into stretches. Documentation/TextToTokens.md says why both
/// find the same.
enum VectorSplit: Sendable {
  case gpt2
  case cl100k(embedscope_cl100k, CharacterKinds)
  case o200k(embedscope_o200k)
  case deepSeek
  /// Words of text whose spaces are to be marked: no pattern, but where SentencePiece's byte pairs may be cut.
  case markedWords(PairCuts)

  /// The form of `cutters`, which run one after the other, where they have one.
  init?(_ cutters: [Cutter]) {
    let scanners = cutters.compactMap(\.scanner)
    guard scanners.count == cutters.count else { return nil }
    switch (scanners.first, scanners.count) {
    case (.gpt2, 1): self = .gpt2
    case (.cl100k(let pattern), 1):
      let options = embedscope_cl100k(
        number_limit: pattern.numberLimit, joins_last_spaces: pattern.joinsLastSpaces,
        has_long_ending: pattern.hasLongEnding)
      self = .cl100k(options, pattern.letters == .letter ? .plain : CharacterKinds(letters: pattern.letters))
    case (.o200k(let pattern), 1):
      self = .o200k(embedscope_o200k(number_limit: pattern.numberLimit, takes_endings: pattern.takesEndings))
    case _ where scanners == [.numbers(NumberPattern()), .ideographs, .deepSeek]: self = .deepSeek
    default: return nil
    }
  }

  /// The most bytes of a stretch that is split at once.
  static let longestStretch = Int(EMBEDSCOPE_LONGEST_STRETCH)

  /// Splits `stretch`, which stands for itself: nothing before or behind it counts.
  ///
  /// - Parameter starts: takes where each piece begins, and the end of the last.
  /// - Returns: how many pieces there are; 0 where it takes the scanner to tell.
  @inline(__always)
  func split(_ stretch: UnsafeBufferPointer<UInt8>, into starts: UnsafeMutablePointer<UInt16>) -> Int {
    switch self {
    case .gpt2: embedscope_split_gpt2(stretch.baseAddress, stretch.count, CharacterKinds.plain.table, starts)
    case .cl100k(var options, let kinds):
      embedscope_split_cl100k(stretch.baseAddress, stretch.count, kinds.table, &options, starts)
    case .o200k(var options):
      embedscope_split_o200k(stretch.baseAddress, stretch.count, CharacterKinds.cased.table, &options, starts)
    case .deepSeek:
      embedscope_split_deepseek(stretch.baseAddress, stretch.count, CharacterKinds.deepSeek.table, starts)
    case .markedWords(let cuts): cuts.split(stretch, into: starts)
    }
  }

  /// Where the stretch ends that begins at `start`: at the end of the text, at the last place in reach where two pieces meet
  /// whatever stands before and behind, or at the next such place.
  ///
  /// Such places are before a space that something else stands before, and between a letter and what is neither a letter or mark
  /// nor a number or apostrophe. No pattern's piece goes on there, and none looks beyond.
  func endOfStretch(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let longest = Self.longestStretch
    guard bytes.count - start > longest else { return bytes.count }
    var index = start + longest
    while index > start + longest / 2 {
      if isEdge(bytes, index) { return index }
      index -= 1
    }
    index = start + longest + 1
    while index < bytes.count, !isEdge(bytes, index) { index += 1 }
    return index
  }

  private func isEdge(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    if case .markedWords(let cuts) = self { return cuts.allow(bytes[index - 1], bytes[index]) }
    let byte = bytes[index]
    let before = bytes[index - 1]
    if byte == UInt8(ascii: " "), before > 0x20, before < 0x80 { return true }
    if UTF8Scalars.isContinuation(byte) || byte == UInt8(ascii: "'") { return false }
    let (value, _) = UTF8Scalars.decode(bytes, at: index)
    // Kana signs, which DeepSeek counts among ideographs, are no edge either.
    return CategorySet.of(value).isDisjoint(with: [.letter, .mark, .number]) && !(0x3040...0x30FF).contains(value)
      && !CategorySet.of(UTF8Scalars.decode(bytes, before: index).value).isDisjoint(with: .letter)
  }
}

extension VectorSplit {
  /// Where the pieces of a whole text begin, stretch by stretch, with the help of `cutters` where it takes the scanners.
  func starts(of bytes: UnsafeBufferPointer<UInt8>, _ cutters: [Cutter]) throws -> [Int] {
    var found: [Int] = []
    var start = 0
    try withUnsafeTemporaryAllocation(of: UInt16.self, capacity: Self.longestStretch + 1) { starts in
      while start < bytes.count, let target = starts.baseAddress {
        let end = endOfStretch(bytes, from: start)
        let stretch = UnsafeBufferPointer(rebasing: bytes[start..<end])
        let count = stretch.count <= Self.longestStretch ? split(stretch, into: target) : 0
        if count > 0 {
          found += starts[..<count].map { start + Int($0) }
        } else {
          try RawBytePieces.cut(stretch, 0..<stretch.count, cutters[...]) { found.append(start + $0.lowerBound) }
        }
        start = end
      }
    }
    return found
  }
}

/// What characters that are not ASCII are to the patterns.
struct CharacterKinds: @unchecked Sendable {
  // SAFETY: written once, before anybody has it, and read only; the tables it points to are static.
  let table: UnsafePointer<embedscope_kinds>

  /// Letters, numbers, white space, and signs, which all others are.
  static let plain = CharacterKinds(letters: .letter)
  /// The same, but capitals, small letters, letters without case and marks each for themselves.
  static let cased = CharacterKinds { set in
    switch set {
    case .uppercaseLetter, .titlecaseLetter: EMBEDSCOPE_CAPITAL
    case .modifierLetter, .otherLetter: EMBEDSCOPE_CASELESS
    case _ where !set.isDisjoint(with: .mark): EMBEDSCOPE_MARK
    default: kind(of: set, letters: .letter)
    }
  }

  /// Letters and marks, numbers, white space, punctuation and symbols, and others; ideographs besides.
  static let deepSeek = CharacterKinds(hasIdeographs: true) { set in
    let isOther = set.isDisjoint(with: [.letter, .mark, .number, .whitespace, .punctuation, .symbol])
    return isOther ? EMBEDSCOPE_OTHER : kind(of: set, letters: [.letter, .mark])
  }

  init(letters: CategorySet) { self.init { Self.kind(of: $0, letters: letters) } }

  private init(hasIdeographs: Bool = false, _ kind: (CategorySet) -> Int) {
    let memory = UnsafeMutablePointer<embedscope_kinds>.allocate(capacity: 1)
    var kinds = embedscope_kinds()
    kinds.low = GeneralCategoryTable.blockLow.utf8Start
    kinds.high = GeneralCategoryTable.blockHigh.utf8Start
    kinds.categories = GeneralCategoryTable.classes.utf8Start
    withUnsafeMutableBytes(of: &kinds.of_category) { kinds in
      for category in 0..<31 {
        kinds[category] = UInt8(truncatingIfNeeded: kind(CategorySet(rawValue: 1 << UInt32(category))))
      }
    }
    kinds.has_ideographs = hasIdeographs
    memory.initialize(to: kinds)
    table = UnsafePointer(memory)
  }

  private static func kind(of set: CategorySet, letters: CategorySet) -> Int {
    if !set.isDisjoint(with: letters) { return EMBEDSCOPE_LETTER }
    if !set.isDisjoint(with: .number) { return EMBEDSCOPE_NUMBER }
    return set.isDisjoint(with: .whitespace) ? EMBEDSCOPE_SIGN : EMBEDSCOPE_SPACE
  }
}
