/// The added tokens of a tokenizer while it is built: each gets the id that the vocabulary has for it, or the next.
struct AddedTokenList {
  private let table: TokenTable
  /// How many tokens the vocabulary has, each counted once.
  private let count: Int
  private var byID: [Int: NamedToken] = [:]
  private var ids: [[UInt8]: Int] = [:]
  private var special: Set<[UInt8]> = []
  private var highest: Int?

  private let numbering: Numbering
  /// How many added tokens the vocabulary does not have.
  private var countBeside = 0

  /// Which id is the next.
  enum Numbering: Sendable {
    /// That after the highest id of an added token or, where that is lower, the number of the vocabulary's tokens: in a
    /// vocabulary with holes it may be a token's. What the `tokenizers` library does.
    case afterHighest
    /// The number of all tokens. What classes do that are written in Python alone.
    case count
  }

  /// The tokens that stand beside the vocabulary `table`.
  init(_ table: TokenTable, _ numbering: Numbering = .afterHighest) {
    self.table = table
    self.numbering = numbering
    count = table.count - table.twiceCount
  }

  /// The id of a token, added or not.
  func id(of content: [UInt8]) -> Int? { ids[content] ?? table.id(of: content) }

  /// The token with this id, as text.
  func string(of id: Int) -> String? { byID[id]?.string ?? table.string(of: id) }

  /// Adds a token, or gives one that is there other flags.
  mutating func add(_ token: NamedToken) {
    if token.isSpecial, !token.content.isEmpty { special.insert(token.content) }
    guard !token.content.isEmpty else { return }
    set(token, id: id(of: token.content) ?? next)
  }

  private var next: Int {
    switch numbering {
    case .afterHighest: highest.map { $0 >= count ? $0 + 1 : count } ?? count
    case .count: count + countBeside
    }
  }

  /// A token that a file gives an id.
  mutating func set(_ token: NamedToken, id: Int) {
    if token.isSpecial { special.insert(token.content) }
    if id != self.id(of: token.content), let old = ids[token.content] { byID[old] = nil }
    if let before = byID[id], before.content != token.content { ids[before.content] = nil }
    if ids[token.content] == nil, table.id(of: token.content) == nil { countBeside += 1 }
    ids[token.content] = id
    byID[id] = token
    highest = max(highest ?? id, id)
  }

  /// The tokens; special is what was ever added as such.
  var tokens: [AddedToken] {
    byID.map { id, token in
      var added = token.added(id: id)
      added.isSpecial = special.contains(token.content)
      return added
    }
  }
}
