extension Vocabulary {
  /// The ids of the tokens whose spelling in the vocabulary's file `pattern` matches somewhere, ascending.
  ///
  /// `^` and `$` stand at the spelling's ends; what a pattern means otherwise is as for splitting text.
  ///
  /// - Throws: ``TokenizationError/badPattern(pattern:offset:reason:)``, ``TokenizationError/patternLimit(pattern:offset:)``.
  package func tokenIDs(matching pattern: String) throws -> [Int] {
    let expression = try RegularExpression(pattern, dialect: .fancyRegex)
    return try indices.filter { id in
      // A pattern is about text: bytes that are none are what they are shown as.
      var raw = raw(of: id) ?? ""
      return try raw.withUTF8 { bytes in
        var isFound = false
        try expression.forEachMatch(in: bytes, within: 0..<bytes.count) { _ in isFound = true }
        return isFound
      }
    }
  }

  /// The token as the vocabulary's file spells it, to the byte; nil for an id that no token has.
  package func rawBytes(of id: Int) -> [UInt8]? {
    if let token = added.token(id: id) { return token.content }
    return table.withBytes(of: id) { Array($0) }
  }
}
