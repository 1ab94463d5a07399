import Tokenization

/// Where a word is in a vocabulary: the notebook's answer, and what it hides.
struct WordLookup {
  /// The first token of the word: `encode(word)[0]` for GPT-2, `[1]` for BERT, whose [0] is [CLS].
  let tokenID: Int
  /// Every token of the word, those that the post-processor adds left out.
  let splitInto: [Int]
  /// The same word as one token in another position of a text: after a space, and inside a word.
  let otherForms: [Int]

  /// Looks `word` up.
  ///
  /// - Throws: ``StudiesError`` where nothing or only the unknown token is found.
  init(_ word: String, tokenizer: Tokenizer, model: String) throws {
    let ids = try tokenizer.encode(word, addSpecialTokens: false).ids
    guard let first = ids.first else { throw StudiesError.wordWithoutTokens(word: word, model: model) }
    if let unknown = tokenizer.unknownTokenID, ids.contains(unknown), first == unknown {
      throw StudiesError.unknownWord(
        word: word, model: model, unknownToken: tokenizer.vocabulary.raw(of: unknown) ?? "the unknown token")
    }
    tokenID = first
    splitInto = ids
    otherForms =
      ids.count > 1 ? [] : try Self.forms(of: word, first: first, tokenizer: tokenizer).filter { $0 != first }
  }

  /// The single tokens that spell the word after a space and as the continuation of a word, where there are such.
  private static func forms(of word: String, first: Int, tokenizer: Tokenizer) throws -> [Int] {
    var forms: [Int] = []
    let afterSpace = try tokenizer.encode(" " + word, addSpecialTokens: false).ids
    if afterSpace.count == 1 { forms.append(afterSpace[0]) }
    if let inside = tokenizer.vocabulary.continuation(of: first), !forms.contains(inside) { forms.append(inside) }
    return forms
  }
}
