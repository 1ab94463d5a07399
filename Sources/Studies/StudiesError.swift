/// What can be wrong with a question put to a model.
public enum StudiesError: Error, Equatable, CustomStringConvertible {
  case noModels(study: String)
  /// A file that must be text.
  case notUTF8(file: String)
  /// A row that not every model has: the model with the fewest rows has indices 0..<count.
  case indexOutOfRange(index: Int, model: String, count: Int)
  case emptyWord
  /// A word that the tokenizer can only write as its unknown token.
  case unknownWord(word: String, model: String, unknownToken: String)
  /// The same, for a word whose neighbours are looked for: with tokens that are spelled nearly so.
  case wordNotFound(word: String, model: String, nearSpellings: [String])
  /// A line of a file of tokens and values without one of both.
  case lineWithoutValue(file: String, line: Int, text: String)
  /// A word that must be one token and is split.
  case severalTokens(word: String, model: String, pieces: [String])
  /// A row that cannot be compared with any other.
  case rowNotFinite(token: String, tokenID: Int, column: Int, model: String)
  /// A word of which nothing is left (white space alone, control characters).
  case wordWithoutTokens(word: String, model: String)
  /// A token that the tokenizer knows and the matrix has no row for.
  case tokenWithoutRow(tokenID: Int, model: String, rows: Int)
  case noPositionEmbeddings(model: String)
  /// A matrix for the output that cannot be read.
  case unusableOutput(model: String, tensor: String, reason: String)
  /// A regular expression that no token's spelling has.
  case nothingMatches(pattern: String, model: String)
  /// A question about words put to a model without a tokenizer: what cannot be done, and why there is none.
  case tokenizerNeeded(impossible: String, model: String, reason: String)
  /// An option that works on one model at a time.
  case oneModelOnly(parameter: String, models: Int)
  /// A study of exactly two models.
  case twoModels(study: String, models: Int)
  /// Two vocabularies with next to no word in common.
  case tooFewSharedWords(a: String, b: String, found: Int, needed: Int)
  /// Two matrices whose rows cannot be subtracted from each other.
  case differentDimensions(a: String, columnsOfA: Int, b: String, columnsOfB: Int)
  /// Two vocabularies without a token in common.
  case noSharedTokens(a: String, b: String)
  /// Two models of one width that are no versions of one another.
  case notTwoVersions(a: String, b: String, shared: Int, rows: Int)
  /// A number that must be within a range.
  case outOfRange(parameter: String, value: Double, allowed: String)
  /// A word whose vector is zero, or whose pieces cancel out.
  case wordWithoutDirection(word: String, model: String)
  /// A formula, an axis or a mean of which nothing is left.
  case cancelsOut(what: String, model: String)
  case tooFewWords(study: String, needed: Int, found: Int)
  /// A file for an evaluation of which no line could be used.
  case nothingToEvaluate(file: String, form: String, invalidLines: Int, outOfVocabulary: Int)

  public var description: String {
    switch self {
    case .notUTF8(let file): return "\(file) is not UTF-8: save it as UTF-8 text"
    case .noModels(let study): return "\(study) needs at least one model"
    case .indexOutOfRange(let index, let model, let count):
      return "index \(index) is past the vocabulary of \(model), whose rows are 0 to \(count - 1)"
    case .emptyWord: return "the word is empty; give one, for example “the”"
    case .unknownWord(let word, let model, let unknownToken):
      return "“\(word)” has no known piece in \(model)'s vocabulary: it becomes \(unknownToken)"
    case .wordNotFound(let word, let model, let nearSpellings):
      let hint = nearSpellings.isEmpty ? "" : "; did you mean \(nearSpellings.joined(separator: ", "))?"
      return "“\(word)” is not in \(model)'s vocabulary, whole or in pieces\(hint)"
    case .lineWithoutValue(let file, let line, let text):
      return "\(file), line \(line): a token, a tab and a value are expected, found “\(text)”"
    case .severalTokens(let word, let model, let pieces):
      return "“\(word)” must be one token, but \(model) splits it into \(pieces.joined(separator: " "))"
    case .rowNotFinite(let token, let tokenID, let column, let model):
      return "\(model): the row of token \(tokenID) (\(token)) is not finite in column \(column): it has no neighbours"
    case .wordWithoutTokens(let word, let model): return "“\(word)” gives no token at all in \(model)"
    case .tokenWithoutRow(let tokenID, let model, let rows):
      return "\(model): token \(tokenID) has no row in the embedding matrix, which has \(rows) rows"
    case .noPositionEmbeddings(let model):
      return
        "\(model) has no position embeddings in its file (rotary and relative positions are not stored as a matrix)"
    case .unusableOutput(let model, let tensor, let reason):
      return "\(model): the output embeddings \(tensor) cannot be used: \(reason)"
    case .nothingMatches(let pattern, let model):
      return "no token of \(model) is spelled as “\(pattern)” asks"
    case .tokenizerNeeded(let impossible, let model, let reason):
      return "\(model): \(impossible) without a tokenizer (\(reason))"
    case .oneModelOnly(let parameter, let models): return "\(parameter) takes one model, but \(models) were given"
    case .twoModels(let study, let models): return "\(study) compares two models, but \(models) were given"
    case .tooFewSharedWords(let a, let b, let found, let needed):
      return "\(a) and \(b) share \(found) words that have rows in both, and at least \(needed) are needed; "
        + "the rule folded may find more"
    case .differentDimensions(let a, let columnsOfA, let b, let columnsOfB):
      return
        "the rows of \(a) have \(columnsOfA) values, those of \(b) \(columnsOfB): diff is for two versions of one model; "
        + "align compares different ones"
    case .noSharedTokens(let a, let b):
      return "\(a) and \(b) have no token in common, so that no rows can be compared"
    case .notTwoVersions(let a, let b, let shared, let rows):
      return "\(a) and \(b) share \(shared) of \(rows) tokens, too few for two versions of one model; align compares "
        + "different ones"
    case .outOfRange(let parameter, let value, let allowed):
      return "\(parameter) is \(value), but must be \(allowed)"
    case .wordWithoutDirection(let word, let model):
      return "“\(word)” has no direction in \(model): its vector is zero"
    case .cancelsOut(let what, let model):
      return "\(what) cancels out in \(model): nothing is left to compare with"
    case .tooFewWords(let study, let needed, let found):
      return "\(study) needs \(needed) words or more, found \(found)"
    case .nothingToEvaluate(let file, let form, let invalidLines, let outOfVocabulary):
      return "\(file): no line could be used (\(outOfVocabulary) with words that are not single tokens, "
        + "\(invalidLines) of another form); each line holds \(form)"
    }
  }
}
