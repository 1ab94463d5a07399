/// Why no text becomes a token.
public enum UnreachableReason: String, Codable, Sendable, CaseIterable {
  /// Its bytes are part of no valid UTF-8: the bytes C0, C1 and F5 to FF, for instance.
  case invalidBytes
  /// Its own characters merge to something else, and so they do in every text.
  case merges
  /// None of many texts that hold it became it: it is cut by the pre-tokenizer or rewritten by the normalizer, most likely.
  case notFound
}

extension Tokenizer {
  /// The tokens that no text becomes, by ascending id, with the reason; added tokens and the unknown token are left out.
  ///
  /// The first two reasons are proofs. The third says that a search found nothing: the token's text was encoded alone and
  /// between letters, digits, spaces and punctuation, and a piece of a character with what makes it whole.
  ///
  /// Where texts cannot be encoded at all, only tokens of invalid bytes are known to be such.
  ///
  /// - Throws: what ``encode(_:addSpecialTokens:)`` throws.
  /// - Complexity: linear in the size of the vocabulary, about a microsecond for a token that its own text gives; on all cores.
  public func unreachableTokens() throws -> [(id: Int, reason: UnreachableReason)] {
    let search = ReachabilitySearch(self)
    let reasons = try Self.mapInParallel(vocabulary.idLimit) { id -> UnreachableReason? in
      guard vocabulary.contains(id), !vocabulary.isAdded(id), id != unknownTokenID else { return nil }
      return try search.reason(id)
    }
    return reasons.enumerated().compactMap { id, reason in reason.map { (id, $0) } }
  }
}

/// Looks for texts that become a token.
private struct ReachabilitySearch: Sendable {
  private let tokenizer: Tokenizer
  /// Texts to put before a token that goes on a word: the characters that are tokens themselves.
  private let characters: [[UInt8]]

  private static let before = ["", " ", "a", "A", "1", ".", "\n", "字", "é"].map { Array($0.utf8) }
  private static let behind = ["", " ", "a", "1", ".", "\n"].map { Array($0.utf8) }

  init(_ tokenizer: Tokenizer) {
    self.tokenizer = tokenizer
    characters = tokenizer.vocabulary.lazy.filter { $0.text?.unicodeScalars.count == 1 && !$0.isSpecial }.map(\.bytes)
  }

  func reason(_ id: Int) throws -> UnreachableReason? {
    guard let bytes = tokenizer.vocabulary.bytes(of: id) else { return nil }
    let wholes = PartialUTF8.completions(of: bytes)
    if wholes.isEmpty { return .invalidBytes }
    if tokenizer.encodingRefusal != nil { return nil }
    // A list of words has each as it stands, and no texts around it.
    if case .words(let model) = tokenizer.model { return model.table.isFound(under: id) ? nil : .notFound }
    if case .bytePairs(let model) = tokenizer.model, model.mergesAlikeEverywhere, !model.produces(id) { return .merges }
    for whole in wholes where try isIn(whole, id) { return nil }
    let befores = tokenizer.vocabulary.isContinuation(id) ? characters : Self.before
    // WordPiece takes the longest token from the left: what stands behind a piece only makes it longer.
    let behinds: [[UInt8]] = if case .wordPiece = tokenizer.model { [[]] } else { Self.behind }
    for whole in wholes.prefix(wholes.count == 1 ? 1 : 8) {
      for before in befores {
        for behind in behinds where try isIn(before + whole + behind, id) { return nil }
      }
    }
    return .notFound
  }

  private func isIn(_ text: [UInt8], _ id: Int) throws -> Bool {
    try text.withUnsafeBufferPointer { try tokenizer.tokenIDs(ofUTF8: $0, addSpecialTokens: false).contains(id) }
  }
}

/// Bytes that may begin and end inside a character.
enum PartialUTF8 {
  /// Texts that hold `bytes`, each made whole by the fewest bytes before and behind; empty when no valid UTF-8 holds them.
  static func completions(of bytes: [UInt8]) -> [[UInt8]] {
    if isValid(bytes) { return [bytes] }
    return heads(of: bytes).flatMap { head in tails.map { head + bytes + $0 } }.filter(isValid)
  }

  private static func isValid(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

  /// What may stand before `bytes` when they begin inside a character: rare characters first, which merge with nothing.
  private static func heads(of bytes: [UInt8]) -> [[UInt8]] {
    let missing = bytes.prefix { UTF8Scalars.isContinuation($0) }.count
    switch missing {
    case 0: return [[]]
    case 1:
      return (0xC2...0xDF).reversed().map { [$0] } + [[0xE0, 0xBF], [0xED, 0x9F], [0xEF, 0xBF], [0xE1, 0x80]]
        + [[0xF0, 0x90, 0x80], [0xF4, 0x8F, 0xBF], [0xF3, 0xA0, 0x80], [0xF1, 0x80, 0x80], [0xF2, 0xBF, 0xBF]]
    case 2: return (0xE0...0xEF).reversed().map { [$0] } + [[0xF0, 0x9F], [0xF4, 0x8F], [0xF3, 0xA0], [0xF1, 0x80]]
    default: return (0xF0...0xF4).reversed().map { [$0] }
    }
  }

  /// What may stand behind bytes that end inside a character.
  private static let tails: [[UInt8]] = [
    [], [0x80], [0xBF], [0x80, 0x80], [0xBF, 0xBF], [0x9F, 0xBF], [0x80, 0x80, 0x80], [0x90, 0x80, 0x80],
    [0x8F, 0xBF, 0xBF], [0xBF, 0xBF, 0xBF],
  ]
}
