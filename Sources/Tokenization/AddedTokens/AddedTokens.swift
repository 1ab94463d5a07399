/// All added tokens of a tokenizer, and where they are in a text.
struct AddedTokens: Sendable {
  /// The tokens, by ascending id.
  let tokens: [AddedToken]
  /// Positions in ``tokens``, by content.
  private let table: TokenTable
  private let matcher: TokenMatcher
  private let normalizedMatcher: TokenMatcher
  private let search: Search
  /// The lengths in bytes of what is looked for, the longest first.
  let lengths: [Int]
  /// What decoding takes each of ``tokens`` for.
  private let decodedForms: [DecodedForm]

  /// Checks that ids and contents are distinct.
  ///
  /// - Throws: ``TokenizationError`` when they are not.
  init(_ unsorted: [AddedToken], normalizer: Normalizer?, file: String, search: Search = .leftmost) throws {
    let tokens = unsorted.sorted { $0.id < $1.id }
    var table = TokenTable(fileSize: tokens.count * 4, capacity: tokens.count)
    for (index, token) in tokens.enumerated() {
      if index > 0, tokens[index - 1].id == token.id {
        throw TokenizationError.duplicateID(
          file: file, id: token.id, token: String(decoding: token.content, as: UTF8.self),
          otherToken: String(decoding: tokens[index - 1].content, as: UTF8.self))
      }
      do throws(TokenTable.Refusal) {
        try token.content.withUnsafeBufferPointer { (bytes) throws(TokenTable.Refusal) in
          try table.insert(bytes, id: index)
        }
      } catch {
        let other = table.id(of: token.content) ?? index
        throw TokenizationError.duplicateToken(
          file: file, token: String(decoding: token.content, as: UTF8.self), id: token.id, otherID: tokens[other].id)
      }
    }
    self.tokens = tokens
    self.table = table
    var matcher = TokenMatcher()
    var normalizedMatcher = TokenMatcher()
    let forms = try tokens.map { $0.isNormalized ? try normalizer?.normalize($0.content) ?? $0.content : $0.content }
    for (index, token) in tokens.enumerated() where token.isSought && !token.content.isEmpty {
      if token.isNormalized {
        normalizedMatcher.insert(forms[index], value: index)
      } else {
        matcher.insert(token.content, value: index)
      }
    }
    self.matcher = matcher
    self.normalizedMatcher = normalizedMatcher
    self.search = search
    lengths = Set(forms.lazy.map(\.count)).sorted(by: >)
    decodedForms = forms.map { form in
      DecodedForm(string: form, isSpecial: table.id(of: form).map { tokens[$0].isSpecial } ?? false)
    }
  }

  /// Whether some are looked for in normalized text.
  var hasNormalized: Bool { !normalizedMatcher.isEmpty }

  /// Whether it matters to those that are looked for in normalized text what spaces become there: some have spaces or their
  /// marks, look at what stands beside them, or are themselves rewritten.
  var normalizedDependOnSpaces: Bool {
    guard hasNormalized else { return false }
    guard search == .leftmost else { return true }
    return zip(tokens, decodedForms).contains { token, form in
      token.isNormalized && token.isSought
        && (token.isSingleWord || token.stripsLeft || token.stripsRight || form.string != token.content
          || token.content.contains(UInt8(ascii: " ")) || token.content.contains(0xE2))
    }
  }

  /// Whether any may be found in `text`: a quick look that is sure of no, not of yes.
  func mayOccur(in text: UnsafeBufferPointer<UInt8>, normalized: Bool) -> Bool {
    (normalized ? normalizedMatcher : matcher).mayMatch(in: text)
  }

  /// Whether a token that begins at `start` of `text` may reach up to `end`, as text or as normalized text alike.
  func mayReach(_ end: Int, from start: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    [matcher, normalizedMatcher].contains { matcher in
      matcher.longestMatch(in: text, from: start).map { $0.end >= end } ?? false
    }
  }

  /// The token with this id.
  func token(id: Int) -> AddedToken? { index(of: id).map { tokens[$0] } }

  /// What decoding takes a token for.
  struct DecodedForm: Sendable {
    /// Its content, normalized where the token is looked for in normalized text.
    var string: [UInt8]
    /// Whether a special token has this string as its content: the reference looks at the string, not at the token.
    var isSpecial: Bool
  }

  /// What decoding takes the token with this id for.
  func decodedForm(id: Int) -> DecodedForm? { index(of: id).map { decodedForms[$0] } }

  private func index(of id: Int) -> Int? {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < tokens.count && tokens[low].id == id ? low : nil
  }

  /// The token with exactly this content.
  func token(content: [UInt8]) -> AddedToken? { table.id(of: content).map { tokens[$0] } }

  /// A stretch of text: an added token, or what lies between two.
  struct Segment {
    var range: Range<Int>
    var token: AddedToken?
  }

  /// Cuts `text` at the tokens that are looked for in the text as it is (or, with `normalized`, in the normalized text);
  /// with `keepsSpecial` the content of special tokens is text like other text.
  ///
  /// White space goes to the token that comes first. A token whose content begins with the white space that the one before
  /// took along overlaps with it, unless it strips white space itself; where nothing is left of it, it is not there (the
  /// reference panics).
  func segments(of text: UnsafeBufferPointer<UInt8>, normalized: Bool, keepsSpecial: Bool = false) -> [Segment] {
    let matcher = normalized ? normalizedMatcher : self.matcher
    guard !text.isEmpty else { return [] }
    guard !matcher.isEmpty else { return [Segment(range: 0..<text.count)] }
    if search == .longestFirst {
      return filled(longestFirst(in: text, matcher, keepsSpecial: keepsSpecial), text.count)
    }
    var segments: [Segment] = []
    var start = 0
    matcher.forEachMatch(in: text) { range, index in
      let token = tokens[index]
      if keepsSpecial, token.isSpecial { return }
      if token.isSingleWord, !standsAlone(range, text) { return }
      var lower = range.lowerBound
      var upper = range.upperBound
      if token.stripsLeft { lower = max(whitespaceStart(before: lower, text), start) }
      if token.stripsRight { upper = whitespaceEnd(after: upper, text) }
      guard lower < upper else { return }
      if start < lower { segments.append(Segment(range: start..<lower)) }
      segments.append(Segment(range: lower..<upper, token: token))
      start = upper
    }
    if start < text.count { segments.append(Segment(range: start..<text.count)) }
    return segments
  }

  private func standsAlone(_ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if range.lowerBound > 0,
      SplitClass.of(UTF8Scalars.decode(text, before: range.lowerBound).value).contains(.word)
    {
      return false
    }
    return range.upperBound == text.count
      || !SplitClass.of(UTF8Scalars.decode(text, at: range.upperBound).value).contains(.word)
  }

  private func whitespaceStart(before index: Int, _ text: UnsafeBufferPointer<UInt8>) -> Int {
    var start = index
    while start > 0 {
      let (value, length) = UTF8Scalars.decode(text, before: start)
      guard SplitClass.of(value).contains(.whitespace) else { break }
      start -= length
    }
    return start
  }

  private func whitespaceEnd(after index: Int, _ text: UnsafeBufferPointer<UInt8>) -> Int {
    var end = index
    while end < text.count {
      let (value, length) = UTF8Scalars.decode(text, at: end)
      guard SplitClass.of(value).contains(.whitespace) else { break }
      end += length
    }
    return end
  }
}
