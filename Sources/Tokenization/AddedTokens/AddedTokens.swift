/// All added tokens of a tokenizer, and where they are in a text.
struct AddedTokens: Sendable {
  /// The tokens, by ascending id.
  let tokens: [AddedToken]
  /// Positions in ``tokens``, by content.
  private let table: TokenTable
  private let matcher: TokenMatcher
  private let normalizedMatcher: TokenMatcher

  /// Checks that ids and contents are distinct.
  ///
  /// - Throws: ``TokenizationError`` when they are not.
  init(_ unsorted: [AddedToken], normalizer: Normalizer?, file: String) throws {
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
    for (index, token) in tokens.enumerated() where token.isSought && !token.content.isEmpty {
      if token.isNormalized {
        normalizedMatcher.insert(try normalizer?.normalize(token.content) ?? token.content, value: index)
      } else {
        matcher.insert(token.content, value: index)
      }
    }
    self.matcher = matcher
    self.normalizedMatcher = normalizedMatcher
  }

  /// The token with this id.
  func token(id: Int) -> AddedToken? {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < tokens.count && tokens[low].id == id ? tokens[low] : nil
  }

  /// The token with exactly this content.
  func token(content: [UInt8]) -> AddedToken? { table.id(of: content).map { tokens[$0] } }

  /// A stretch of text: an added token, or what lies between two.
  struct Segment {
    var range: Range<Int>
    var token: AddedToken?
  }

  /// Cuts `text` at the tokens that are looked for in the text as it is (or, with `normalized`, in the normalized text).
  func segments(of text: UnsafeBufferPointer<UInt8>, normalized: Bool) -> [Segment] {
    let matcher = normalized ? normalizedMatcher : self.matcher
    guard !text.isEmpty else { return [] }
    guard !matcher.isEmpty else { return [Segment(range: 0..<text.count)] }
    var segments: [Segment] = []
    var start = 0
    matcher.forEachMatch(in: text) { range, index in
      let token = tokens[index]
      if token.isSingleWord, !standsAlone(range, text) { return }
      var range = range
      if token.stripsLeft {
        range = max(min(start, range.lowerBound), whitespaceStart(before: range.lowerBound, text))..<range.upperBound
      }
      if token.stripsRight { range = range.lowerBound..<whitespaceEnd(after: range.upperBound, text) }
      if start < range.lowerBound { segments.append(Segment(range: start..<range.lowerBound)) }
      segments.append(Segment(range: range, token: token))
      start = range.upperBound
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
