import Testing

@testable import Tokenization

@Suite struct MergeTableTests {
  private func table(_ tokens: [String]) throws -> TokenTable {
    var reader = VocabularyReader(file: "vocabulary", fileSize: 4096)
    for (id, token) in tokens.enumerated() { try reader.insert(Array(token.utf8), id: id) }
    return try reader.finish()
  }

  /// abc is ab + c and a + bc; ab and bc have one split each.
  @Test func everySplitIntoTwoTokensIsAMerge() throws {
    let merges = MergeTable(splittingTokensOf: try table(["a", "b", "c", "ab", "bc", "abc"])) { UInt32($0) + 10 }
    #expect(merges.count == 4)
    #expect(merges.value(0, 1) == 13 << 32 | 3)
    #expect(merges.value(1, 2) == 14 << 32 | 4)
    #expect(merges.value(3, 2) == 15 << 32 | 5 && merges.value(0, 4) == 15 << 32 | 5)
    #expect(merges.value(1, 0) == MergeTable.none && merges.value(0, 2) == MergeTable.none)
  }

  @Test func tokensWithoutARankAreNoResults() throws {
    let merges = MergeTable(splittingTokensOf: try table(["a", "b", "ab", "ba"])) { $0 == 2 ? nil : UInt32($0) }
    #expect(merges.count == 1 && merges.value(1, 0) == 3 << 32 | 3)
  }
}
