import Testing

@testable import ModelSources
@testable import Tokenization

/// Two modules that do not know each other agree on the names of vocabularies.
@Suite struct VocabularyNamesTests {
  @Test func aLayoutFindsEveryVocabularyThatAClassReads() {
    let wanted = Set(TokenizerClass.all.flatMap(\.files)).subtracting(["tokenizer.json"])
    #expect(!wanted.isEmpty)
    #expect(wanted.subtracting(TokenizerSelection.vocabularies).sorted() == [])
  }
}
