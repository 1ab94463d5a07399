import Testing

@testable import Tokenization

@Suite struct TokenTrieTests {
  private func table(_ tokens: [[UInt8]]) throws -> TokenTable {
    var reader = VocabularyReader(file: "vocabulary", fileSize: 1 << 24)
    for (id, token) in tokens.enumerated() { try reader.insert(token, id: id) }
    return try reader.finish()
  }

  private func prefixes(_ trie: TokenTrie, _ text: [UInt8], from start: Int = 0) -> [[Int]] {
    var found: [[Int]] = []
    text.withUnsafeBufferPointer { text in
      trie.forEachPrefix(of: text, from: start) { found.append([Int($0), $1]) }
    }
    return found
  }

  @Test func findsEveryTokenThatBeginsThere() throws {
    let trie = TokenTrie(try table(["a", "abc", "ab", "bc", "", "##bc", "\u{0}"].map { Array($0.utf8) }))
    #expect(prefixes(trie, Array("abcd".utf8)) == [[0, 1], [2, 2], [1, 3]])
    #expect(prefixes(trie, Array("abcd".utf8), from: 1) == [[3, 3]])
    #expect(prefixes(trie, Array("ab".utf8)) == [[0, 1], [2, 2]])
    #expect(prefixes(trie, [0]) == [[6, 1]] && prefixes(trie, []) == [] && prefixes(trie, [1]) == [])
    #expect(
      prefixes(TokenTrie(try table([Array("##bc".utf8), [0x62]]), prefix: Array("##".utf8)), [0x62, 0x63]) == [[0, 2]])
  }

  /// Against the definition: look at every prefix.
  @Test func findsWhatTheTableHas() throws {
    var random = Generator(state: 3)
    var tokens: Set<[UInt8]> = []
    for _ in 0..<4000 {
      let length = Int.random(in: 1...6, using: &random)
      tokens.insert(
        (0..<length).map { _ in UInt8.random(in: Bool.random(using: &random) ? 0...255 : 97...101, using: &random) })
    }
    let table = try table(tokens.sorted { $0.lexicographicallyPrecedes($1) })
    let trie = TokenTrie(table)
    for _ in 0..<4000 {
      let text = (0..<8).map { _ in UInt8.random(in: Bool.random(using: &random) ? 0...255 : 97...101, using: &random) }
      let expected = (1...8).compactMap { length in table.id(of: Array(text[..<length])).map { [$0, length] } }
      #expect(prefixes(trie, text) == expected)
    }
  }
}
