extension WordVectors {
  /// The `terms`, with `king-man+woman` as three where the vocabulary has these words and not the whole; and what was read so.
  func separated(_ terms: [Formula.Term]) throws -> (terms: [Formula.Term], notes: [String]) {
    var (result, notes): ([Formula.Term], [String]) = ([], [])
    for term in terms {
      guard !term.isQuoted, let parts = Formula.parts(of: term), try !isToken(term.word),
        try parts.allSatisfy({ try isToken($0.word) })
      else {
        result.append(term)
        continue
      }
      result += parts
      let reading = parts.dropFirst().reduce(parts[0].word) { text, part in
        text + (part.weight * parts[0].weight < 0 ? " - " : " + ") + part.word
      }
      notes.append("“\(term.word)” was read as “\(reading)”; quotation marks around it keep it whole.")
    }
    return (result, notes)
  }
}

extension Formula {
  /// The words that `term` is if the signs inside it are operators; nil where it has none, or nothing beside one.
  static func parts(of term: Term) -> [Term]? {
    var parts = [Term(word: "", weight: term.weight)]
    for scalar in term.word.unicodeScalars {
      if let sign = FormulaParser.sign(of: scalar) {
        parts.append(Term(word: "", weight: sign * term.weight))
      } else {
        parts[parts.count - 1].word.unicodeScalars.append(scalar)
      }
    }
    return parts.count > 1 && parts.allSatisfy { !$0.word.isEmpty } ? parts : nil
  }
}
