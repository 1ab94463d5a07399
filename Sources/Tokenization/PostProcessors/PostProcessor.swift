/// The stage after the model: puts special tokens around the text, and may trim white space from offsets.
struct PostProcessor: Sendable, Equatable {
  /// What the finished encoding consists of, in order.
  var template: [TemplatePiece] = [.text(typeID: 0)]
  /// Whether offsets leave out white space at a token's ends.
  var trimsOffsets = false
  /// Whether the byte-level stage may have put a space before the text, which then is not trimmed.
  var addsPrefixSpace = false

  /// A part of the finished encoding.
  enum TemplatePiece: Sendable, Equatable {
    /// The text's own tokens.
    case text(typeID: Int)
    /// A special token; left out when special tokens are not wanted.
    case token(id: Int, string: String, typeID: Int)
  }

  /// The template `[first] text [last]`, of one type.
  static func surrounding(_ first: (id: Int, string: String)?, _ last: (id: Int, string: String)?) -> [TemplatePiece] {
    var pieces: [TemplatePiece] = []
    if let first { pieces.append(.token(id: first.id, string: first.string, typeID: 0)) }
    pieces.append(.text(typeID: 0))
    if let last { pieces.append(.token(id: last.id, string: last.string, typeID: 0)) }
    return pieces
  }

  /// The finished encoding of a text whose own tokens are given.
  func process(_ text: Encoding, addSpecialTokens: Bool) -> Encoding {
    var result = Encoding()
    for piece in template {
      switch piece {
      case .text(let typeID):
        result.ids += text.ids
        result.tokens += text.tokens
        result.offsets += text.offsets
        result.append(count: text.ids.count, typeID: typeID, isSpecial: false)
      case .token(let id, let string, let typeID):
        guard addSpecialTokens else { continue }
        result.ids.append(id)
        result.tokens.append(string)
        result.offsets.append(0..<0)
        result.append(count: 1, typeID: typeID, isSpecial: true)
      }
    }
    return result
  }

  /// The ids alone.
  func process(ids: [Int], addSpecialTokens: Bool) -> [Int] {
    if !addSpecialTokens, template == [.text(typeID: 0)] { return ids }
    return template.flatMap { piece in
      switch piece {
      case .text: ids
      case .token(let id, _, _): addSpecialTokens ? [id] : []
      }
    }
  }
}
