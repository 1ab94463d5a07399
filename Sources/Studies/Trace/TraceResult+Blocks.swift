import SafeText
import Tokenization

extension TraceResult {
  public func blocks() -> [Block] {
    models.flatMap { model in (models.count > 1 ? [.heading(model.model)] : []) + model.blocks }
  }
}

extension TraceResult.Model {
  /// How many of the tokens that contain a token are listed.
  private static let listedTokens = 40

  fileprivate var blocks: [Block] {
    var blocks = trace.parts.flatMap(Self.blocks)
    blocks.append(.paragraph("ids: " + trace.ids.map(String.init).joined(separator: " ")))
    if trace.finalIDs != trace.ids {
      blocks.append(.paragraph("with special tokens: " + trace.finalIDs.map(String.init).joined(separator: " ")))
    }
    if let token, let origin { blocks += self.blocks(token, origin) }
    return blocks
  }

  private static func blocks(_ part: EncodingTrace.Part) -> [Block] {
    if let token = part.addedToken {
      return [.paragraph("bytes \(part.start)–\(part.end): the added token \(token.raw) (\(token.id))")]
    }
    var blocks: [Block] = part.normalized.map { [.paragraph("normalized: “\($0)”")] } ?? []
    blocks.append(.paragraph("pieces: " + part.pieces.map { "“\($0.text)”" }.joined(separator: " ")))
    return blocks + part.pieces.flatMap(Self.blocks)
  }

  private static func blocks(_ piece: EncodingTrace.Piece) -> [Block] {
    let tokens = piece.tokens.map { token in
      let score = token.score.map { ", " + NumberText.decimal($0, fractionDigits: 3) } ?? ""
      return "\(token.raw) (\(token.id)\(score))"
    }
    let title = "“\(piece.text)”, bytes \(piece.start)–\(piece.end): " + tokens.joined(separator: " ")
    return [.heading(title)] + (piece.symbols.isEmpty ? [] : [merges(of: piece)])
  }

  /// A line for each merge: its rank, what merged, and what the piece is then.
  private static func merges(of piece: EncodingTrace.Piece) -> Block {
    var symbols = piece.symbols
    var rows = [["", "", symbols.joined(separator: " ")]]
    for merge in piece.merges {
      symbols.replaceSubrange(merge.position...(merge.position + 1), with: [merge.result])
      rows.append([String(merge.rank), "\(merge.left) + \(merge.right)", symbols.joined(separator: " ")])
    }
    return .table(["rank", "merge", "then"], numbers: [0], clips: true, rows)
  }

  private func blocks(_ token: TokenDescription, _ origin: TokenOrigin) -> [Block] {
    var blocks: [Block] = [.heading("\(token.raw) (\(token.id)), \(token.shown)")]
    let tree = Self.lines(of: origin.tree, prefix: "")
    if !tree.isEmpty { blocks.append(.preformatted(tree.joined(separator: "\n"))) }
    if !origin.isProduced {
      blocks.append(.paragraph("Its own text does not merge to it: no text becomes this token by merging."))
    }
    guard !containedIn.isEmpty else { return blocks + [.paragraph("No other token is made of it.")] }
    var list = containedIn.prefix(Self.listedTokens).map(\.shown).joined(separator: " ")
    if containedIn.count > Self.listedTokens { list += " … (the JSON has all)" }
    let made = containedIn.count == 1 ? "token is" : "tokens are"
    return blocks + [.paragraph("\(containedIn.count.grouped) \(made) made of it: \(list)")]
  }

  private static func lines(of node: TokenOrigin.Node, prefix: String) -> [String] {
    node.parts.enumerated().flatMap { index, part -> [String] in
      let isLast = index == node.parts.count - 1
      let rank = part.rank.map { ", merge \($0)" } ?? ""
      return [prefix + (isLast ? "└─ " : "├─ ") + "\(part.raw) (\(part.id)\(rank))"]
        + lines(of: part, prefix: prefix + (isLast ? "   " : "│  "))
    }
  }
}
