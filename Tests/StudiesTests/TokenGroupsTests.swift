import EmbeddingAnalysis
import Foundation
import TestSupport
import Testing
import Tokenization
import Workspace

@testable import Studies

@Suite struct TokenGroupsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A model of WordPiece: the five special tokens, then `words`.
  private func bert(_ words: [String]) throws -> OpenModel {
    let all = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + words
    try folder.write("vocab.txt", all.joined(separator: "\n") + "\n")
    try folder.write("config.json", #"{"model_type": "bert"}"#)
    return try model("word_embeddings.weight", rows: all.count) { row, _ in Float(row + 1) }
  }

  /// A byte-level model of `words`, and of rows without a word.
  private func gpt2(_ words: [String], rows: Int, _ value: (Int, Int) -> Float = { row, _ in Float(row + 1) })
    throws -> OpenModel
  {
    try folder.write("vocab.json", JSONEncoder().encode(Dictionary(uniqueKeysWithValues: zip(words, words.indices))))
    try folder.write("merges.txt", "")
    try folder.write("config.json", #"{"model_type": "gpt2"}"#)
    return try model("wte.weight", rows: rows, value)
  }

  private func model(_ tensor: String, rows: Int, _ value: (Int, Int) -> Float) throws -> OpenModel {
    try folder.write("model.safetensors", SafetensorsWriter.matrix(tensor, rows: rows, columns: 2, value))
    return try OpenModel(folder.path)
  }

  private func groups(_ property: TokenProperty, _ model: OpenModel) throws -> TokenGroups {
    TokenGroups(by: property, of: try model.tokenEmbeddings(), try model.tokenizer().vocabulary)
  }

  @Test func aWordPieceIsInsideAWordByItsPrefix() throws {
    let groups = try groups(.position, bert(["the", "##ing", ","]))
    #expect(groups.groupOfRow == [2, 2, 2, 2, 2, 0, 1, 0])
    #expect(groups.names[1] == "inside a word or a sign" && !groups.isOrdered)
  }

  @Test func aByteLevelTokenStartsAWordWithASpace() throws {
    // The letter for the byte 0xC3, which is no text alone; the last two rows have no token.
    let groups = try groups(.position, gpt2(["Ġthe", "ing", "Ã", "<|endoftext|>"], rows: 6))
    #expect(groups.groupOfRow == [0, 1, 3, 2, 3, 3])
  }

  @Test func lengthsAreCountedInCharacters() throws {
    let words = ["a", "é", "ab", "abc", "abcd", "abcde", "abcdef", "abcdefg", "abcdefghi", "abcdefghij", "##ab"]
    let groups = try groups(.length, bert(words))
    #expect(groups.groupOfRow.dropFirst(5) == [0, 0, 1, 2, 2, 3, 3, 4, 4, 5, 1])
    #expect(groups.isOrdered && groups.names.count == 6)
  }

  @Test func idsAreInSixEqualParts() throws {
    let groups = try groups(.id, gpt2(["a"], rows: 12))
    #expect(groups.groupOfRow == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    #expect(groups.names == ["0–1", "2–3", "4–5", "6–7", "8–9", "10–11"] && groups.isOrdered)
  }

  @Test(arguments: 1...7) func fewRowsHaveAGroup(rows: Int) throws {
    for property in TokenProperty.allCases {
      let groups = try groups(property, gpt2(["a"], rows: rows))
      #expect(groups.groupOfRow.count == rows && groups.groupOfRow.allSatisfy(groups.names.indices.contains))
    }
  }

  @Test func scriptsAreThoseOfTheFirstLetter() throws {
    let words = ["the", "ß", "λόγος", "дом", "אב", "عين", "京", "い", "한", "क", "ไทย", "12", "。", "1st"]
    let groups = try groups(.script, bert(words))
    #expect(
      groups.names == ["Latin", "Arabic", "Cyrillic", "Devanagari", "Greek", "Han", "other scripts", "no letters"])
    #expect(groups.groupOfRow.dropFirst(5) == [0, 0, 4, 2, 6, 1, 5, 6, 6, 3, 6, 7, 7, 0])
  }

  @Test func groupsOfAFile() throws {
    let text = "the\tqueen\nthe\troyal\n\n#7\tanimal\n[CLS],royal\nno such word\tx\n##ing\tanimal\r\na\tNaN\n"
    let values = try TokenValues(text, fileName: "groups.tsv")
    let found = values.byRow(9, try bert(["the", "##ing", ",", "a"]).tokenizer())
    let said = found.values
    #expect(said == [nil, nil, "royal", nil, nil, "royal", "animal", "animal", nil])
    #expect(found.unknown == ["no such word"] && found.repeated == ["the"])
    let groups = TokenGroups(said, others: "others", none: "not in the file")
    #expect(
      groups.names == ["animal", "royal", "not in the file"] && groups.groupOfRow == [2, 2, 1, 2, 2, 1, 0, 0, 2])
    let numbers = TokenGroups((0..<14).map { $0 < 12 ? "\($0)" : nil }, others: "others", none: "none")
    #expect(numbers.names.count == 7 && numbers.groupOfRow == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6])
    let many = TokenGroups((0..<9).map { "group \($0)" } + ["group 8"], others: "others", none: "none")
    #expect(many.names == ["group 8", "group 0", "group 1", "group 2", "group 3", "group 4", "others"])
    #expect(many.groupOfRow == [1, 2, 3, 4, 5, 6, 6, 6, 0, 0])
    for line in ["king", "\tx", "king\t", ","] {
      let error = #expect(throws: StudiesError.self) { try TokenValues("the\ta\n" + line, fileName: "g.tsv") }
      #expect(error.map { "\($0)" }?.contains("g.tsv, line 2") == true)
    }
  }

  @Test func lettersAreToldByTheirCapitals() throws {
    let groups = try groups(
      .letters, gpt2(["Ġthe", "The", "NASA", "A", "x2", ",", "Ã", "eBay", "McKay", "<|endoftext|>"], rows: 11))
    // “Ã” is the letter for a byte that is no text alone; the last row has no token.
    let expected = [
      "no capital first", "capital first", "capitals", "capital first", "with digits", "signs", "no text of its own",
      "no capital first", "capital first", "no capital first", "no text of its own",
    ]
    #expect(groups.groupOfRow.map { groups.names[$0] } == expected)
  }

  @Test func normsAreInSixEqualParts() throws {
    // Lengths 12, 11, … 1 and a row that is not finite.
    let model = try gpt2(["a"], rows: 13) { row, column in row == 12 ? .nan : column == 0 ? Float(12 - row) : 0 }
    let groups = try groups(.norm, model)
    #expect(groups.groupOfRow == [5, 5, 4, 4, 3, 3, 2, 2, 1, 1, 0, 0, 0])
    #expect(
      groups.names == ["1.00–3.00", "3.00–5.00", "5.00–7.00", "7.00–9.00", "9.00–11.0", "11.0–12.0"]
        && groups.isOrdered)
  }

  @Test func noNormIsOneGroup() throws {
    let groups = try groups(.norm, gpt2(["a"], rows: 3) { _, _ in .infinity })
    #expect(groups.groupOfRow == [0, 0, 0] && groups.names == ["none"])
  }
}
