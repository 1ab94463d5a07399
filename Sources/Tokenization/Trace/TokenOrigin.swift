/// How the merges of a byte-pair vocabulary make one token, and which other tokens are made of it.
///
/// ```swift
/// let origin = tokenizer.origin(of: 262)      // gpt2: Ġthe
/// origin.tree.parts.map(\.raw)                // ["Ġt", "he"]
/// ```
public struct TokenOrigin: Codable, Sendable, Equatable {
  /// The token with the two it was merged from, and so on down to single characters.
  public var tree: Node
  /// Whether the token's own text, as a piece by itself, becomes the token; a token that does not is never produced by merging.
  public var isProduced: Bool
  /// The ids of the tokens in whose making this one is a step, ascending.
  public var containedIn: [Int]

  /// A token of the tree.
  public struct Node: Codable, Sendable, Equatable {
    public var id: Int
    /// The token as the vocabulary spells it.
    public var raw: String
    /// The place of its merge in the file, from 0; nil for what merging begins with.
    public var rank: Int?
    /// The two tokens it was merged from; empty for what merging begins with.
    public var parts: [Node]
  }
}

extension Tokenizer {
  /// The longest token, in bytes of its spelling, that has an origin: a tree can be as deep as its token is long.
  static let longestOrigin = 1024

  /// The origin of the token `id`; nil when the model is no byte-pair model, its own vocabulary has no such token, or the
  /// token is longer than 1,024 bytes.
  ///
  /// - Complexity: the merges of the whole vocabulary, some tenths of a second for 100,000 tokens.
  public func origin(of id: Int) -> TokenOrigin? {
    guard case .bytePairs(let model) = model, Self.isTraceable(id, model.table), let forest = model.forest(of: id)
    else { return nil }
    let containing = (0..<model.table.idLimit).filter { other in
      other != id && Self.isTraceable(other, model.table) && model.makes(id, onTheWayTo: other)
    }
    return TokenOrigin(
      tree: forest.count == 1 ? forest[0] : model.node(id, parts: forest), isProduced: forest.map(\.id) == [id],
      containedIn: containing)
  }

  /// The two tokens that each token is merged of last, for the ids 0..<`count`; nil for a tokenizer without merges.
  ///
  /// A token has none where merging begins with it, where it is no token of the model's own vocabulary, and where its own text does
  /// not become it.
  package func mergeParts(count: Int) -> [(left: Int, right: Int)?]? {
    guard case .bytePairs(let model) = model, model.merges.count > 0 else { return nil }
    return (0..<count).map { Self.isTraceable($0, model.table) ? model.lastMerge(of: $0) : nil }
  }

  private static func isTraceable(_ id: Int, _ table: TokenTable) -> Bool {
    table.withBytes(of: id) { $0.count <= longestOrigin } ?? false
  }
}

extension BytePairModel {
  /// What the text of the token `id` becomes when it is merged by itself, with all steps; nil when no token has the id.
  func forest(of id: Int) -> [TokenOrigin.Node]? {
    guard var symbols = symbols(of: id) else { return nil }
    var nodes = symbols.map { node(Int($0.id), parts: []) }
    mergeOneByOne(&symbols) { merge, _ in
      var merged = node(Int(merge.id), parts: [nodes[merge.position], nodes[merge.position + 1]])
      merged.rank = Int(merge.rank)
      nodes.replaceSubrange(merge.position...(merge.position + 1), with: [merged])
    }
    return nodes
  }

  /// The two tokens whose merge completes the token `id`; nil where none does.
  fileprivate func lastMerge(of id: Int) -> (left: Int, right: Int)? {
    guard var symbols = symbols(of: id), symbols.count > 1 else { return nil }
    var last: (left: Int, right: Int)?
    mergeOneByOne(&symbols) { merge, symbols in
      last = (Int(symbols[merge.position].id), Int(symbols[merge.position + 1].id))
    }
    return symbols.map(\.id) == [UInt32(truncatingIfNeeded: id)] ? last : nil
  }

  /// Whether a token's text by itself becomes what it becomes inside other text: nothing is put before or behind characters,
  /// and no piece is taken as a whole.
  var mergesAlikeEverywhere: Bool {
    !options.ignoresMerges && options.continuingPrefix.isEmpty && options.endSuffix.isEmpty
  }

  /// Whether merging the text of the token `id` by itself gives the token.
  func produces(_ id: Int) -> Bool {
    guard let symbols = symbols(of: id) else { return false }
    var scratch = Scratch()
    scratch.symbols = symbols
    merge(&scratch)
    return scratch.symbols.count == 1 && scratch.symbols[0].id == UInt32(truncatingIfNeeded: id)
  }

  /// Whether merging the text of the token `other` by itself gives that token, by way of the token `id`.
  fileprivate func makes(_ id: Int, onTheWayTo other: Int) -> Bool {
    guard var symbols = symbols(of: other) else { return false }
    var isMade = symbols.contains { $0.id == UInt32(truncatingIfNeeded: id) }
    mergeOneByOne(&symbols) { merge, _ in
      if merge.id == UInt32(truncatingIfNeeded: id) { isMade = true }
    }
    return isMade && symbols.count == 1
  }

  fileprivate func node(_ id: Int, parts: [TokenOrigin.Node]) -> TokenOrigin.Node {
    TokenOrigin.Node(id: id, raw: table.string(of: id) ?? "", rank: nil, parts: parts)
  }

  /// What merging the text of the token `id` begins with.
  private func symbols(of id: Int) -> [Symbol]? {
    table.withBytes(of: id) { bytes in
      var scratch = Scratch()
      let text = TextView(bytes: bytes, sources: nil, base: 0)
      guard (try? start(text, 0..<bytes.count, &scratch)) != nil else { return nil }
      return scratch.symbols
    } ?? nil
  }
}
