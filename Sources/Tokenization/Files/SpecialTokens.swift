/// Special tokens that a file names without more.
enum SpecialTokens {
  /// `names`, each once, as special added tokens: with the vocabulary's ids or, where it lacks them, the next free ones.
  static func added(_ names: [String], to table: TokenTable) throws -> [AddedToken] {
    var tokens: [AddedToken] = []
    var next = table.idLimit
    for name in names {
      let content = Array(name.utf8)
      if content.isEmpty || tokens.contains(where: { $0.content == content }) { continue }
      let id = table.id(of: content) ?? next
      if id == next { next += 1 }
      tokens.append(AddedToken(content: content, id: id, isSpecial: true))
    }
    return tokens
  }
}
