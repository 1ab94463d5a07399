import ByteFiles

extension GGUFVocabulary {
  /// A key of the file.
  func key(_ name: String) -> String { "tokenizer.ggml.\(name)" }

  /// The error for a key that holds something else than it must.
  func unexpected(_ name: String, _ expected: String, _ found: String) -> TokenizationError {
    .unexpected(file: file, field: key(name), expected: expected, found: found)
  }

  /// The vocabulary as llama.cpp takes it: more types or scores than tokens are left out, and an empty token has a name.
  ///
  /// - Throws: ``TokenizationError`` where there are fewer types or scores than tokens.
  func completed() throws -> GGUFVocabulary {
    guard tokenTypes.isEmpty || tokenTypes.count >= tokens.count else {
      throw unexpected("token_type", "\(tokens.count) types", "\(tokenTypes.count)")
    }
    guard scores.isEmpty || scores.count >= tokens.count else {
      throw unexpected("scores", "\(tokens.count) scores", "\(scores.count)")
    }
    var completed = self
    for id in tokens.indices where tokens[id].isEmpty { completed.tokens[id] = Array("[EMPTY_\(id)]".utf8) }
    return completed
  }

  /// What the token `id` is for, by its number alone; nil for a number that means nothing.
  func storedType(_ id: Int) -> TokenType? {
    tokenTypes.indices.contains(id) ? TokenType(rawValue: tokenTypes[id]) : .normal
  }

  /// The score of the token `id`: the greater, the better.
  func score(_ id: Int) -> Float { scores.indices.contains(id) ? scores[id] : 0 }

  /// The vocabulary that `tokens` make; of a token that is there twice, the later id is the one that text becomes.
  ///
  /// - Throws: ``TokenizationError`` for a token that is no UTF-8.
  func table() throws -> TokenTable {
    for (id, token) in tokens.enumerated() {
      if let offset = token.withUnsafeBytes(UTF8Validation.firstInvalidOffset) {
        throw unexpected("tokens[\(id)]", "UTF-8", "an invalid byte at \(offset)")
      }
    }
    return try table(of: tokens)
  }

  /// The vocabulary that `strings` make, whatever their bytes.
  func table(of strings: [[UInt8]]) throws -> TokenTable {
    var reader = VocabularyReader(file: file, fileSize: strings.count * 20)
    for (id, string) in strings.enumerated() { try reader.insert(string, id: id, takesOver: true) }
    return try reader.finish()
  }

  /// The id that the file gives a special token; where it gives none, or one that no token has, the `usual` one.
  func specialID(_ given: Int?, usual: Int?) -> Int? {
    if let given, tokens.indices.contains(given) { return given }
    return usual.flatMap { tokens.indices.contains($0) ? $0 : nil }
  }

  /// A special token that is put around texts, with its string.
  ///
  /// - Throws: ``TokenizationError/missing(file:field:)`` naming the key `name`.
  func special(_ name: String, _ given: Int?, usual: Int?) throws -> (id: Int, string: String) {
    guard let id = specialID(given, usual: usual) else { throw TokenizationError.missing(file: file, field: key(name)) }
    return (id, String(decoding: tokens[id], as: UTF8.self))
  }
}
