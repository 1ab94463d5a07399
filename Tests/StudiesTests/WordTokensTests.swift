import EmbeddingAnalysis
import Foundation
import TestSupport
import Testing
import Tokenization
import Workspace

@testable import Studies

/// The one rule for words, on vocabularies that mark spaces before words, pieces inside words, and nothing.
@Suite struct WordTokensTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A byte-level model: the letters, `Ġ`, and what `merges` make.
  private func byteLevel(_ merges: [String]) throws -> OpenModel {
    let letters = "abcdefghijklmnopqrstuvwxyzĠ-+,5".map(String.init) + ["ç", "Į", "«"]
    let words = letters + merges.map { $0.filter { $0 != " " } }
    try folder.write("vocab.json", JSONEncoder().encode(Dictionary(uniqueKeysWithValues: zip(words, words.indices))))
    try folder.write("merges.txt", merges.joined(separator: "\n") + "\n")
    try folder.write("config.json", #"{"model_type": "gpt2"}"#)
    let rows = SafetensorsWriter.matrix("wte.weight", rows: words.count, columns: 3) { row, column in
      Float((row * 7 + column * 13) % 11) - 5
    }
    try folder.write("model.safetensors", rows)
    return try OpenModel(folder.path)
  }

  private let kings = ["k i", "ki n", "kin g", "Ġ king", "m a", "ma n", "Ġ man", "e r"]

  private func raw(_ word: String, in model: OpenModel, _ form: WordForm = .inText) throws -> [String] {
    let tokenizer = try model.tokenizer()
    return try WordTokens(tokenizer, form).ids(of: word).map { tokenizer.vocabulary.raw(of: $0) ?? "" }
  }

  @Test func aWordStandsAfterASpace() throws {
    let model = try byteLevel(kings)
    #expect(try raw("king", in: model) == ["Ġking"])
    #expect(try raw("king", in: model, .bare) == ["king"])
    // A space that was typed is the one space there is.
    #expect(try raw(" king", in: model) == ["Ġking"] && raw(" king", in: model, .bare) == ["Ġking"])
    #expect(try raw("␣king", in: model) == ["Ġking"] && raw("␣king", in: model, .bare) == ["Ġking"])
    // A word that splits is split as it is after a space; a space by itself is no part of it.
    #expect(try raw("kinger", in: model) == ["Ġking", "er"])
    #expect(try raw("5", in: model) == ["5"] && raw("ab", in: model) == ["a", "b"])
    // Signs stand where they stand, and Chinese has no spaces.
    #expect(try raw(",", in: model) == [","] && raw("-king", in: model) == ["-", "king"])
    #expect(try raw("猫", in: model) == ["ç", "Į", "«"])
  }

  @Test func aRawSpellingNamesItsToken() throws {
    let model = try byteLevel(kings)
    #expect(try raw("Ġking", in: model) == ["Ġking"] && raw("Ġ", in: model) == ["Ġ"])
    // A letter of the byte alphabet is a letter first: ç is C3 A7, for which this vocabulary has no tokens.
    #expect(try raw("ç", in: model) != ["ç"])
    let bert = try OpenModel(TinyModels.bert)
    #expect(
      try raw("##er", in: bert) == ["##er"] && raw("[CLS]", in: bert) == ["[CLS]"] && raw("the", in: bert) == ["the"])
  }

  @Test func aFormulaWithoutSpaces() throws {
    let model = try byteLevel(kings)
    let result = try AnalogyStudy(Formula("king-man+king")).run([model]).models[0]
    #expect(result.terms.map(\.weight) == [1, -1, 1])
    #expect(result.terms.flatMap { $0.word.tokens.map(\.raw) } == ["Ġking", "Ġman", "Ġking"])
    #expect(result.notes.contains { $0.contains("“king-man+king” was read as “king - man + king”") })
    // Signs inside stand for themselves, whatever stands before.
    for (text, weights) in [
      ("king -man+king", [1, -1, 1]), ("-king-man", [-1, -1]), ("2 (king - man+king)", [2.0, -2, 2]),
    ] {
      #expect(try AnalogyStudy(Formula(text)).run([model]).models[0].terms.map(\.weight) == weights, "\(text)")
    }
    // A hyphen is one where the formula has other words.
    let spaced = try AnalogyStudy(Formula("king-man - er")).run([model]).models[0]
    #expect(spaced.terms.map(\.weight) == [1, -1])
    // No word stands before the sign: one word with a hyphen.
    let hyphen = try AnalogyStudy(Formula("xy-man")).run([model]).models[0]
    #expect(hyphen.terms.count == 1 && hyphen.terms[0].word.tokens.count == 4)
  }

  @Test func differentTokensLookDifferent() throws {
    for model in [try byteLevel(kings), try OpenModel(TinyModels.bert), try OpenModel(TinyModels.gpt2)] {
      let vocabulary = try model.tokenizer().vocabulary
      let shown = vocabulary.map { TokenDescription($0.id, in: vocabulary).shown }
      #expect(Set(shown).count == shown.count)
    }
    let bert = try OpenModel(TinyModels.bert).tokenizer().vocabulary
    let piece = try #require(bert.tokenID(forRaw: "##er"))
    #expect(TokenDescription(piece, in: bert).shown == "“##er”")
    #expect(TokenDescription(999_999, in: bert).shown == "#999999 (no token)")
  }

  @Test func rowsWithoutATokenCanBeLeftOut() throws {
    // Token 3 is <|endoftext|>, which a folder of GPT-2 always has.
    try folder.write("vocab.json", #"{"a": 0, "b": 1, "c": 2}"#)
    try folder.write("merges.txt", "")
    try folder.write("config.json", #"{"model_type": "gpt2"}"#)
    let rows = SafetensorsWriter.matrix("wte.weight", rows: 6, columns: 2) { row, column in
      column == 0 ? 1 : Float(row) / 10
    }
    try folder.write("model.safetensors", rows)
    let model = try OpenModel(folder.path)
    var study = NeighborsStudy(words: ["c"], k: 3)
    #expect(try study.run([model]).models[0].queries[0].neighbors.map(\.token.id) == [3, 1, 4])
    study.tokensOnly = true
    #expect(try study.run([model]).models[0].queries[0].neighbors.map(\.token.id) == [3, 1, 0])
    var formula = AnalogyStudy(try Formula("c"), count: 2)
    formula.tokensOnly = true
    #expect(try formula.run([model]).models[0].found.map(\.token.id) == [3, 1])
  }
}
