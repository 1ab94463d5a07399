/// What the finished encoding consists of, piece by piece: one template for one text, another for two.
///
/// ```
/// single  <s> A          pair  <s> A <s>:1 B:1
/// ```
struct TemplateProcessing: Sendable, Equatable {
  /// The pieces for one text.
  var single: [Piece]
  /// The pieces for two texts.
  var pair: [Piece]

  /// A piece of a template.
  enum Piece: Sendable, Equatable {
    /// The tokens of the first text (0) or the second (1).
    case text(Int, typeID: Int)
    /// Special tokens; left out when special tokens are not wanted.
    case tokens([SpecialToken], typeID: Int)
  }

  /// The pieces joined by what the template puts around them.
  ///
  /// Overflowing pieces of a text keep their type: 0 for the first, 1 for the second.
  ///
  /// - Throws: ``TokenizationError/tooManyParts(count:)`` where an earlier stage made more than two parts of the texts.
  func process(_ parts: [EncodingPart], addSpecialTokens: Bool) throws -> [EncodingPart] {
    guard let first = parts.first else { return [] }
    return try pieces(for: parts.count).compactMap { piece in
      switch piece {
      case .text(let index, let typeID):
        var part = parts[index]
        part.encoding.setTypeID(typeID)
        part.encoding.setSequence(index)
        return part
      case .tokens(let tokens, let typeID):
        guard addSpecialTokens else { return nil }
        return EncodingPart(encoding: Encoding(tokens, typeID: typeID), text: first.text)
      }
    }
  }

  /// The same, of ids.
  func process(ids parts: [[Int]], addSpecialTokens: Bool) throws -> [[Int]] {
    try pieces(for: parts.count).compactMap { piece in
      switch piece {
      case .text(let index, _): parts[index]
      case .tokens(let tokens, _): addSpecialTokens ? tokens.map(\.id) : nil
      }
    }
  }

  /// How many tokens are added to one text, or to two.
  func addedCount(isPair: Bool) -> Int { Self.tokens(of: isPair ? pair : single).count }

  /// The special tokens of both templates.
  var specialTokens: [SpecialToken] { Self.tokens(of: single) + Self.tokens(of: pair) }

  private static func tokens(of pieces: [Piece]) -> [SpecialToken] {
    pieces.flatMap { piece -> [SpecialToken] in if case .tokens(let tokens, _) = piece { tokens } else { [] } }
  }

  private func pieces(for count: Int) throws -> [Piece] {
    switch count {
    case 1: single
    case 2: pair
    default: throw TokenizationError.tooManyParts(count: count)
    }
  }
}

extension PostProcessor {
  /// `[first] A [last]`; of two texts each is treated so, and the second has type 1.
  static func surrounding(_ first: (id: Int, string: String)?, _ last: (id: Int, string: String)?) -> PostProcessor {
    if first == nil, last == nil { return .none }
    func tokens(_ token: (id: Int, string: String)?, _ typeID: Int) -> [TemplateProcessing.Piece] {
      token.map { [.tokens([SpecialToken(id: $0.id, string: $0.string)], typeID: typeID)] } ?? []
    }
    func pieces(_ text: Int) -> [TemplateProcessing.Piece] {
      tokens(first, text) + [.text(text, typeID: text)] + tokens(last, text)
    }
    return .template(TemplateProcessing(single: pieces(0), pair: pieces(0) + pieces(1)))
  }
}
