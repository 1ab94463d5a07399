import Studies
import TestSupport
import Testing
import Tokenization
import Workspace

@Suite struct TokenizersStudyTests {
  private func run(_ text: String, listed: Int = 10) throws -> TokenizersResult {
    try TokenizersStudy(text: Array(text.utf8), textName: "t", listedWords: listed).run(TinyModels.open())
  }

  /// What the tokenizers say of one word at a time, as an independent count.
  private func pieces(_ word: String, after space: Bool, model: Int) throws -> [Int] {
    let tokenizer = try TinyModels.open()[model].tokenizer()
    return try tokenizer.encode((space ? " " : "") + word, addSpecialTokens: false).ids
  }

  @Test func wordsAreWhatStandsBetweenWhiteSpace() throws {
    let result = try run("the old mill,\tthe\u{3000}mill\n\n")
    let sizes = result.text
    #expect(sizes.name == "t" && sizes.bytes == 26 && sizes.characters == 24)
    #expect(sizes.words == 5 && sizes.distinctWords == 4)
    #expect(result.models.map(\.model) == ["tiny-gpt2", "tiny-bert"])
    for model in result.models { #expect(model.wordsByTokens.reduce(0, +) == 5) }
    // BERT drops white space, and all its tokens belong to words.
    let bert = result.models[1]
    let expected = try ["the", "old", "mill,", "the", "mill"].map { try pieces($0, after: false, model: 1).count }
    #expect(bert.tokens == expected.reduce(0, +))
    #expect(bert.tokensPerWord == Double(bert.tokens) / 5)
    #expect(bert.bytesPerToken == 26 / Double(bert.tokens) && bert.charactersPerToken == 24 / Double(bert.tokens))
    #expect(bert.wholeWords == Double(expected.filter { $0 == 1 }.count) / 5)
  }

  @Test func whereTheyDifferAndWhatItCosts() throws {
    let result = try run("unaffable the unaffable mill")
    let counts = try (0...1).map { try pieces("unaffable", after: false, model: $0).count }
    try #require(counts[0] != counts[1])
    let word = try #require(result.differences.first { $0.word == "unaffable" })
    #expect(word.occurrences == 2 && word.pieces.map(\.count) == counts)
    let worst = try #require(result.models[1].worstWords.first)
    #expect(worst.word == "unaffable" && worst.occurrences == 2 && worst.tokens == 2 * counts[1])
    #expect(worst.pieces.count == counts[1])
    #expect(result.agreements.count == 1 && result.agreements[0].share.map { (0...1).contains($0) } == true)
  }

  @Test func twoLikeTokenizersAgreeOnEveryWord() throws {
    let models = try [OpenModel(TinyModels.gpt2), OpenModel(TinyModels.gpt2)]
    let result = try TokenizersStudy(text: Array("the old mill, naïve 東京 unaffable".utf8)).run(models)
    #expect(result.agreements[0].share == 1)
    #expect(result.differences.isEmpty)
  }

  @Test func aLongTextInPartsCountsAsTheSumOfItsLines() throws {
    let line = "the old mill, naïve 東京 unaffable\n"
    let once = try run(line)
    let many = try run(String(repeating: line, count: 40_000), listed: 1)
    for (one, all) in zip(once.models, many.models) { #expect(all.tokens == 40_000 * one.tokens) }
    #expect(many.text.words == 240_000 && many.text.distinctWords == 6)
    #expect(many.models[0].worstWords.count <= 1)
  }

  @Test func anEmptyTextHasNoRatios() throws {
    let result = try run("")
    #expect(result.models.allSatisfy { $0.tokens == 0 && $0.tokensPerWord == nil && $0.bytesPerToken == nil })
    #expect(result.figures().count == 1)
  }

  @Test func anInvalidByteIsNamedByItsPlaceInTheText() throws {
    let bytes = Array(String(repeating: "mill\n", count: 60_000).utf8) + [0x61, 0xFF]
    let error = #expect(throws: (any Error).self) { try TokenizersStudy(text: bytes).run(TinyModels.open()) }
    #expect(error.map { "\($0)".contains("300001") } == true)
  }
}
