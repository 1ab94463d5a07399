import Testing
import Tokenization

@Suite struct WordFoldingTests {
  @Test(arguments: [
    ("Éclair", "eclair"), ("THE", "the"), ("e\u{301}", "e"), ("İ", "i"), ("Ǆ", "ǆ"), ("東京", "東京"), ("", ""), ("ß", "ß"),
  ])
  func capitalsAndAccentsGo(word: String, folded: String) {
    #expect(WordFolding.folded(word).utf8.elementsEqual(folded.utf8))
  }
}
