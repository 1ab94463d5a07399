import Tokenization

/// What is known of a row of the embeddings before one looks at its values.
public enum TokenKind: String, Codable, Sendable, CaseIterable {
  /// A token that some text becomes.
  case ordinary
  /// A token that stands beside the vocabulary and is looked for before anything else, such as `<|endoftext|>`.
  case added
  /// A token whose bytes are a part of a character.
  case fragment
  /// A token that none of many texts which hold it became.
  case notFound
  /// A token whose own characters merge to something else, and so in every text.
  case merges
  /// A token whose bytes no valid text holds: C0, C1, F5 to FF.
  case invalidBytes
  /// A byte (`<0x41>`) for which the vocabulary has a character, which is taken in its place.
  case spareByte
  /// A token called `[unused7]`, `<unused7>`, `<|unused_token_7|>`, `<|reserved_special_token_7|>` or the like.
  case unusedName
  /// A row whose id no token has: padding, or kept for tokens to come.
  case noToken

  /// Whether training cannot have met such a token, so that its row shows how untrained rows look.
  public var isReference: Bool {
    switch self {
    case .merges, .invalidBytes, .spareByte, .unusedName, .noToken: true
    case .ordinary, .added, .fragment, .notFound: false
    }
  }

  /// What it means, in a few words; nil for an ordinary token, for which nothing is known.
  public var reason: String? {
    switch self {
    case .ordinary: nil
    case .added: "added token"
    case .fragment: "part of a character"
    case .notFound: "no text found that becomes it"
    case .merges: "unreachable: its characters merge to other tokens"
    case .invalidBytes: "unreachable: bytes of no valid text"
    case .spareByte: "unreachable: the character goes before the byte"
    case .unusedName: "called unused"
    case .noToken: "no token has this id"
    }
  }
}

extension TokenKind {
  /// The kind of each of `rows` rows; `unreachable` is what ``Tokenizer/unreachableTokens()`` finds.
  static func kinds(
    of tokenizer: Tokenizer, rows: Int, unreachable: [(id: Int, reason: UnreachableReason)]
  ) -> [TokenKind] {
    let vocabulary = tokenizer.vocabulary
    var kinds = (0..<rows).map { kind(of: $0, in: vocabulary, unknown: tokenizer.unknownTokenID) }
    for (id, reason) in unreachable where id < rows {
      guard kinds[id] == .ordinary || kinds[id] == .fragment else { continue }
      switch reason {
      case .invalidBytes: kinds[id] = .invalidBytes
      case .merges: kinds[id] = .merges
      case .notFound: kinds[id] = .notFound
      }
    }
    markSpareBytes(&kinds, vocabulary)
    return kinds
  }

  private static func kind(of id: Int, in vocabulary: Vocabulary, unknown: Int?) -> TokenKind {
    guard let entry = vocabulary.entry(id) else { return .noToken }
    if UnusedName.matches(entry.raw) { return .unusedName }
    if vocabulary.isAdded(id) || entry.isSpecial || id == unknown { return .added }
    return entry.text == nil ? .fragment : .ordinary
  }

  /// Of a token that is one byte and one that is the same character, only the character is ever taken.
  private static func markSpareBytes(_ kinds: inout [TokenKind], _ vocabulary: Vocabulary) {
    var characters: Set<UInt8> = []
    var bytes: [(id: Int, byte: UInt8)] = []
    for id in kinds.indices {
      guard kinds[id] == .ordinary || kinds[id] == .notFound, let spelled = vocabulary.bytes(of: id),
        spelled.count == 1,
        let raw = vocabulary.raw(of: id)
      else { continue }
      if raw.utf8.count == 6, raw.hasPrefix("<0x") {
        bytes.append((id, spelled[0]))
      } else {
        characters.insert(spelled[0])
      }
    }
    for (id, byte) in bytes where byte < 0x80 && characters.contains(byte) { kinds[id] = .spareByte }
  }
}

/// Names that makers of vocabularies give to tokens for later use.
enum UnusedName {
  /// `[unused12]`, `<unused12>`, `<|unused_token_12|>`, `<|reserved_special_token_12|>`, `<madeupword12>`.
  static func matches(_ token: String) -> Bool {
    let bytes = Array(token.utf8)
    guard let first = bytes.first, let last = bytes.last, bytes.count <= 64,
      (first == UInt8(ascii: "[") && last == UInt8(ascii: "]"))
        || (first == UInt8(ascii: "<") && last == UInt8(ascii: ">"))
    else { return false }
    let inner = bytes.dropFirst().dropLast().filter { $0 != UInt8(ascii: "|") }
    let digits = inner.reversed().prefix { (0x30...0x39).contains($0) }.count
    guard digits > 0 else { return false }
    let name = String(
      decoding: inner.dropLast(digits).map { $0 | 0x20 }.filter { $0 >= 0x61 && $0 <= 0x7A }, as: UTF8.self)
    return ["unused", "unusedtoken", "reservedspecialtoken", "reservedtoken", "madeupword"].contains(name)
  }
}
