import Figures
import Studies
import Tokenization

/// A trace as people read it.
struct TraceText {
  let context: CommandContext

  /// How many of the tokens that contain a token are listed.
  private static let listedTokens = 40

  func text(of result: TraceResult) -> String {
    var lines: [String] = []
    for part in result.trace.parts { append(part, to: &lines) }
    lines.append("ids: " + result.trace.ids.map(String.init).joined(separator: " "))
    if result.trace.finalIDs != result.trace.ids {
      lines.append("with special tokens: " + result.trace.finalIDs.map(String.init).joined(separator: " "))
    }
    if let token = result.token, let origin = result.origin { append(token, origin, result.containedIn, to: &lines) }
    return lines.map { $0 + "\n" }.joined()
  }

  private func append(_ part: EncodingTrace.Part, to lines: inout [String]) {
    if let token = part.addedToken {
      lines += ["bytes \(part.start)–\(part.end): the added token \(safe(token.raw)) (\(token.id))", ""]
      return
    }
    if let normalized = part.normalized { lines.append("normalized: “\(safe(normalized))”") }
    lines.append("pieces: " + part.pieces.map { "“\(safe($0.text))”" }.joined(separator: " "))
    lines.append("")
    for piece in part.pieces { append(piece, to: &lines) }
  }

  private func append(_ piece: EncodingTrace.Piece, to lines: inout [String]) {
    let tokens = piece.tokens.map { token in
      let score = token.score.map { ", " + NumberText.decimal($0, fractionDigits: 3) } ?? ""
      return "\(safe(token.raw)) (\(token.id)\(score))"
    }
    lines.append("“\(safe(piece.text))”, bytes \(piece.start)–\(piece.end): " + tokens.joined(separator: " "))
    if !piece.symbols.isEmpty { appendMerges(of: piece, to: &lines) }
    lines.append("")
  }

  /// A line for each merge: its rank, what merged, and what the piece is then.
  private func appendMerges(of piece: EncodingTrace.Piece, to lines: inout [String]) {
    var table = TextTable([.init("rank", .right), .init("merge"), .init("then")])
    var symbols = piece.symbols
    table.add(["", "", symbols.joined(separator: " ")])
    for merge in piece.merges {
      symbols.replaceSubrange(merge.position...(merge.position + 1), with: [merge.result])
      table.add([String(merge.rank), "\(merge.left) + \(merge.right)", symbols.joined(separator: " ")])
    }
    let width = context.terminal.outputIsTerminal ? context.terminal.width - 2 : nil
    lines += table.text(width: width).split(separator: "\n").map { "  " + $0 }
  }

  private func append(
    _ token: TokenDescription, _ origin: TokenOrigin, _ containing: [TokenDescription], to lines: inout [String]
  ) {
    lines += ["", "\(safe(token.raw)) (\(token.id)), \(token.display)"]
    appendTree(origin.tree, prefix: "", to: &lines)
    if !origin.isProduced { lines.append("Its own text does not merge to it: no text becomes this token by merging.") }
    lines.append("")
    guard !containing.isEmpty else {
      lines.append("No other token is made of it.")
      return
    }
    lines.append("\(containing.count.grouped) \(containing.count == 1 ? "token is" : "tokens are") made of it:")
    var list = containing.prefix(Self.listedTokens).map(\.display).joined(separator: " ")
    if containing.count > Self.listedTokens { list += " … (--json lists all)" }
    lines.append(TextWrapping.wrap(safe(list), width: context.textWidth))
  }

  private func appendTree(_ node: TokenOrigin.Node, prefix: String, to lines: inout [String]) {
    for (index, part) in node.parts.enumerated() {
      let isLast = index == node.parts.count - 1
      let rank = part.rank.map { ", merge \($0)" } ?? ""
      lines.append(prefix + (isLast ? "└─ " : "├─ ") + "\(safe(part.raw)) (\(part.id)\(rank))")
      appendTree(part, prefix: prefix + (isLast ? "   " : "│  "), to: &lines)
    }
  }

  private func safe(_ text: String) -> String { context.safe(text) }
}
