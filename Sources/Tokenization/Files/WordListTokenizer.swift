extension Tokenizer {
  /// The tokenizer of a list of words, as a file of word vectors has one: each a token, its id its place in the list.
  ///
  /// It is the vocabulary without a split: a word stands for itself, byte for byte; of one that is there twice the first
  /// counts, and a text of several words is split at white space. Decoding puts spaces between words.
  ///
  /// - Parameter file: the file that the words are from, for messages.
  /// - Throws: ``TokenizationError`` where there is no word, or more than ids can count.
  package static func open(words: some Collection<ArraySlice<UInt8>>, file: String) throws -> Tokenizer {
    var table = TokenTable(fileSize: words.count * 4, capacity: words.count, keepsFirst: true)
    for (id, word) in words.enumerated() {
      do throws(TokenTable.Refusal) {
        try word.withUnsafeBufferPointer { (bytes) throws(TokenTable.Refusal) in
          try table.insert(bytes, id: id, takesOver: true)
        }
      } catch {
        throw TokenizationError.idOutOfRange(
          file: file, token: String(decoding: word, as: UTF8.self), id: id, limit: id - 1)
      }
    }
    guard table.count > 0 else { throw TokenizationError.emptyVocabulary(file: file) }
    return Tokenizer(
      normalizer: nil, preTokenizer: nil, model: .words(WordListModel(table: table)), postProcessor: .none,
      decoder: .spaces, added: try AddedTokens([], normalizer: nil, file: file), notes: table.repetitions(in: file))
  }
}
