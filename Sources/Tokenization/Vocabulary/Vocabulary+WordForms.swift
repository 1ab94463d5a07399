extension Vocabulary {
  /// The token that spells the same as `id` inside a word: `##ing` for `ing`; nil where the vocabulary marks no such pieces
  /// or has none for this token.
  package func continuation(of id: Int) -> Int? {
    let prefix = spelling.continuingPrefix
    guard !prefix.isEmpty, !isContinuation(id), let bytes = bytes(of: id) else { return nil }
    return table.id(of: prefix + bytes)
  }
}

extension Tokenizer {
  /// The id of the token that stands for what the vocabulary cannot spell (`[UNK]`); nil where it can spell everything.
  public var unknownTokenID: Int? { model.unknownID }
}
