/// SentencePiece's own way to make text ready: characters replaced by a map, spaces made one and marked, one put before the
/// text.
///
/// Everything happens in one pass, as in the reference (normalizer.cc), since the steps depend on each other: a run of
/// spaces ends where a replacement does. What users defined as pieces of their own is left as it is.
///
/// Offsets are the reference's: a character stands for the text from where it was read to where the next one was, so that
/// spaces which went away belong to the character before them.
struct SentencePieceNormalizer: Sendable, Equatable {
  private let rules: SentencePieceNormalization
  private let map: CharacterMap?
  /// Strings that are not rewritten.
  private let kept: TokenMatcher
  /// Whether some of them have spaces.
  private let keepsSpaces: Bool

  /// The normalizer by `rules`, which leaves `userDefined` pieces alone.
  ///
  /// - Throws: ``TokenizationError`` naming `file` for a map of replacements that is broken.
  init(_ rules: SentencePieceNormalization, userDefined: [[UInt8]], file: String) throws {
    self.rules = rules
    map =
      rules.characterMap.isEmpty
      ? nil : try CharacterMap(rules.characterMap, file: file, field: "normalizer_spec.precompiled_charsmap")
    var kept = TokenMatcher()
    for (index, content) in userDefined.enumerated() { kept.insert(content, value: index) }
    self.kept = kept
    keepsSpaces = userDefined.contains { $0.contains(Self.space) }
  }

  /// Whether spaces are marked, one may be put before the text, and nothing else changes: strings that are kept stay what they
  /// are anyhow, unless they have spaces.
  var onlyMarksSpaces: Bool {
    rules.escapesSpaces && !rules.removesExtraSpaces && !rules.marksWords && !rules.putsSpaceBehind && map == nil
      && !keepsSpaces
  }

  /// Whether a space is put before the text.
  var addsSpace: Bool { rules.addsSpace }

  private static let space = UInt8(ascii: " ")
  private static let mark: [UInt8] = [0xE2, 0x96, 0x81]

  /// The text `view`, rewritten.
  func normalize(_ view: TextView) -> AlignedText {
    var pass = Pass(rules: rules)
    let text = view.bytes
    if rules.marksWords { return normalizeWords(view, &pass) }
    var index = 0
    if rules.removesExtraSpaces {
      // Spaces before the text go, also those that a replacement makes.
      while index < text.count {
        let (length, isSpace) = read(text, index) { ($0, $1.count == 1 && $1[0] == Self.space) }
        guard isSpace else { break }
        index += length
      }
    }
    guard index < text.count else { return AlignedText() }
    pass.text.bytes.reserveCapacity(text.count + text.count / 4)
    pass.starts.reserveCapacity(text.count + text.count / 4)
    if rules.addsSpace, !rules.putsSpaceBehind { pass.append(Self.space, from: index) }
    var followsSpace = rules.removesExtraSpaces
    while index < text.count {
      index += read(text, index) { length, put in
        var first = 0
        while followsSpace, first < put.count, put[first] == Self.space { first += 1 }
        if first < put.count {
          for byte in put[first...] { pass.append(byte, from: index) }
          followsSpace = put[put.count - 1] == Self.space
        }
        if !rules.removesExtraSpaces { followsSpace = false }
        return length
      }
    }
    pass.finish(end: index)
    return pass.aligned(view)
  }

  /// The text `view` as words with a space before each, or before the first alone.
  private func normalizeWords(_ view: TextView, _ pass: inout Pass) -> AlignedText {
    var index = 0
    var isInWord = false
    var hasSpace = false
    while index < view.bytes.count {
      index += read(view.bytes, index) { length, put in
        for byte in put {
          if byte == Self.space {
            isInWord = false
            if !rules.removesExtraSpaces { pass.append(Self.space, from: index) }
            continue
          }
          if !isInWord, rules.removesExtraSpaces || (rules.addsSpace && !hasSpace) {
            pass.append(Self.space, from: index)
            hasSpace = true
          }
          isInWord = true
          pass.append(byte, from: index)
        }
        return length
      }
    }
    pass.end(at: index)
    return pass.aligned(view)
  }

  /// Calls `body` with how much of `text` is read at `index`, and what is put for it.
  @inline(__always)
  private func read<Result>(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ body: (Int, UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    if !kept.isEmpty, let (end, _) = kept.longestMatch(in: text, from: index) {
      return body(end - index, UnsafeBufferPointer(rebasing: text[index..<end]))
    }
    if let map, let (length, replacement) = map.longestMatch(in: text, from: index) {
      return map.withBytes(replacement) { body(length, $0) }
    }
    let length = UTF8Scalars.decode(text, at: index).length
    return body(length, UnsafeBufferPointer(rebasing: text[index..<index + length]))
  }

  /// A text on its way, with where in the given text each byte was read.
  private struct Pass {
    let rules: SentencePieceNormalization
    var text = AlignedText()
    var starts: [UInt32] = []

    init(rules: SentencePieceNormalization) { self.rules = rules }

    @inline(__always)
    mutating func append(_ byte: UInt8, from start: Int) {
      let start = UInt32(truncatingIfNeeded: start)
      if byte == space, rules.escapesSpaces {
        for byte in mark {
          text.bytes.append(byte)
          starts.append(start)
        }
      } else {
        text.bytes.append(byte)
        starts.append(start)
      }
    }

    /// Notes where the last character's text ends.
    mutating func end(at end: Int) { starts.append(UInt32(truncatingIfNeeded: end)) }

    /// Takes spaces from the end, or puts one there, and notes where the last character's text ends.
    mutating func finish(end: Int) {
      var end = UInt32(truncatingIfNeeded: end)
      let ending = rules.escapesSpaces ? mark : [space]
      while rules.removesExtraSpaces, text.bytes.count >= ending.count,
        text.bytes[(text.bytes.count - ending.count)...].elementsEqual(ending)
      {
        end = starts[starts.count - ending.count]
        text.bytes.removeLast(ending.count)
        starts.removeLast(ending.count)
      }
      if rules.addsSpace, rules.putsSpaceBehind { append(space, from: Int(end)) }
      starts.append(end)
    }

    /// The text, in which each byte has the source of its whole character.
    mutating func aligned(_ view: TextView) -> AlignedText {
      text.sources.reserveCapacity(text.bytes.count)
      var index = 0
      text.bytes.withUnsafeBufferPointer { bytes in
        while index < bytes.count {
          let length = min(UTF8Scalars.decode(bytes, at: index).length, bytes.count - index)
          let source = SourceRange(
            start: Self.place(starts[index], view), end: Self.place(max(starts[index], starts[index + length]), view))
          for _ in 0..<length { text.sources.append(source) }
          index += length
        }
      }
      return text
    }

    /// Where byte `index` of the given text, or its end, lies in the original.
    private static func place(_ index: UInt32, _ view: TextView) -> UInt32 {
      guard let sources = view.sources else { return UInt32(truncatingIfNeeded: view.base) &+ index }
      return Int(index) < sources.count ? sources[Int(index)].start : sources.last?.end ?? 0
    }
  }
}
