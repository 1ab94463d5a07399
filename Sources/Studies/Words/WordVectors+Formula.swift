extension WordVectors {
  /// The `terms`, with `king-man+woman` as three where the vocabulary has these words and not the whole; and what was read so.
  ///
  /// A hyphen is one where the formula has other words: `e-mail - mail`. A plus sign is never a part of a word.
  func separated(_ terms: [Formula.Term]) throws -> (terms: [Formula.Term], notes: [String]) {
    var (result, notes): ([Formula.Term], [String]) = ([], [])
    for term in terms {
      guard !term.isQuoted, let parts = Formula.parts(of: term), terms.count == 1 || term.word.contains("+"),
        try !isToken(term.word),
        try parts.allSatisfy({ try isToken($0.word) })
      else {
        result.append(term)
        continue
      }
      result += parts
      let reading = parts.dropFirst().reduce(parts[0].word) { text, part in
        text + (part.weight * part.scope < 0 ? " - " : " + ") + part.word
      }
      notes.append("“\(term.word)” was read as “\(reading)”.")
    }
    return (result, notes)
  }
}

extension Formula {
  /// The words that `term` is if the signs inside it are operators; nil where it has none, or nothing beside one.
  static func parts(of term: Term) -> [Term]? {
    var parts = [term]
    parts[0].word = ""
    for scalar in term.word.unicodeScalars {
      if let sign = FormulaParser.sign(of: scalar) {
        var part = Term(word: "", weight: sign * term.scope)
        part.scope = term.scope
        parts.append(part)
      } else {
        parts[parts.count - 1].word.unicodeScalars.append(scalar)
      }
    }
    return parts.count > 1 && parts.allSatisfy { !$0.word.isEmpty } ? parts : nil
  }
}
