/// All tokens of a tokenizer: their ids, their strings, and the bytes of text they stand for.
///
/// It is a collection of its entries by ascending id; the index of an entry is its id. Ids may have holes: ``holes`` counts
/// them.
///
/// ```swift
/// let vocabulary = tokenizer.vocabulary      // gpt2
/// vocabulary.count                           // 50257
/// vocabulary.raw(of: 262)                    // "Ġthe"
/// vocabulary.text(of: 262)                   // " the"
/// vocabulary.text(of: 447)                   // nil: two thirds of a quotation mark
/// ```
public struct Vocabulary: Sendable {
  let table: TokenTable
  let added: AddedTokens
  let spelling: TokenSpelling

  /// The number of tokens, added ones included.
  public let count: Int

  /// The number of tokens in the model's own vocabulary.
  public var countWithoutAdded: Int { table.count }

  /// One more than the highest id.
  public var idLimit: Int { Swift.max(table.idLimit, (added.tokens.last?.id ?? -1) + 1) }

  /// How many ids below ``idLimit`` belong to no token.
  public var holes: Int { idLimit - count }

  init(table: TokenTable, added: AddedTokens, spelling: TokenSpelling) {
    self.table = table
    self.added = added
    self.spelling = spelling
    count = table.count + added.tokens.filter { !table.contains($0.id) }.count
  }

  /// Whether some token has the id.
  public func contains(_ id: Int) -> Bool { table.contains(id) || added.token(id: id) != nil }

  /// The token as the vocabulary spells it (`Ġthe`, `##ing`), or nil for an id that no token has.
  public func raw(of id: Int) -> String? {
    if let token = added.token(id: id) { return String(decoding: token.content, as: UTF8.self) }
    return table.string(of: id)
  }

  /// The bytes of text that the token stands for: a space and `the` for `Ġthe` and `▁the`, `the` and a space for `the</w>`,
  /// `ing` for `##ing`, the byte E2 for `<0xE2>`.
  ///
  /// Which marks count is what the decoder says. A byte-level token with a character outside its alphabet stands for itself.
  /// The result is nil for an id that no token has.
  public func bytes(of id: Int) -> [UInt8]? {
    if let token = added.token(id: id) { return token.content }
    return table.withBytes(of: id, spelling.bytes)
  }

  /// The text that the token stands for; nil when its bytes are not valid UTF-8 alone, or no token has the id.
  public func text(of id: Int) -> String? { bytes(of: id).flatMap { String(validating: $0, as: UTF8.self) } }

  /// Whether the token is a special one, which stands for no text of its own.
  public func isSpecial(_ id: Int) -> Bool { added.token(id: id)?.isSpecial ?? false }

  /// Whether the token stands beside the model's own vocabulary and is looked for before anything else.
  public func isAdded(_ id: Int) -> Bool { added.token(id: id) != nil }

  /// Whether the token carries the prefix of pieces inside a word (`##`).
  public func isContinuation(_ id: Int) -> Bool {
    guard added.token(id: id) == nil else { return false }
    return table.withBytes(of: id, spelling.isContinuation) ?? false
  }

  /// The token that spells the same as `id` inside a word: `##ing` for `ing`; nil where the vocabulary marks no such pieces
  /// or has none for this token.
  package func continuation(of id: Int) -> Int? {
    let prefix = spelling.continuingPrefix
    guard !prefix.isEmpty, !isContinuation(id), let bytes = bytes(of: id) else { return nil }
    return table.id(of: prefix + bytes)
  }

  /// The id of the token that the vocabulary spells exactly so, byte for byte; nil when there is none.
  public func tokenID(forRaw raw: String) -> Int? {
    let bytes = Array(raw.utf8)
    return added.token(content: bytes)?.id ?? table.id(of: bytes)
  }
}

extension Vocabulary: BidirectionalCollection {
  /// One token of a vocabulary.
  public struct Entry: Sendable, Equatable {
    /// The token's id.
    public let id: Int
    /// The token as the vocabulary spells it.
    public let raw: String
    /// The bytes of text it stands for.
    public let bytes: [UInt8]
    /// Whether it is a special token.
    public let isSpecial: Bool

    /// The text it stands for; nil when its bytes are not valid UTF-8 alone.
    public var text: String? { String(validating: bytes, as: UTF8.self) }
  }

  /// The token `id` with all that is known of it; nil for an id that no token has.
  public func entry(_ id: Int) -> Entry? {
    guard let raw = raw(of: id), let bytes = bytes(of: id) else { return nil }
    return Entry(id: id, raw: raw, bytes: bytes, isSpecial: isSpecial(id))
  }

  /// The lowest id of a token.
  public var startIndex: Int { (0..<idLimit).first(where: contains) ?? idLimit }

  /// One more than the highest id.
  public var endIndex: Int { idLimit }

  /// The next id after `index` that a token has.
  public func index(after index: Int) -> Int { (index + 1..<idLimit).first(where: contains) ?? idLimit }

  /// The next id before `index` that a token has.
  public func index(before index: Int) -> Int { (0..<index).last(where: contains) ?? -1 }

  /// The token `id`, which must be one: ``entry(_:)`` says of any number whether it is.
  public subscript(id: Int) -> Entry {
    guard let entry = entry(id) else { preconditionFailure("no token has the id \(id); they end at \(idLimit)") }
    return entry
  }
}
