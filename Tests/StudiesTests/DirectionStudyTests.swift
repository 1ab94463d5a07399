import EmbeddingAnalysis
import Foundation
import SafeText
import Studies
import TestSupport
import Testing
import Tokenization
import Workspace

/// What gensim says: Tests/Fixtures/studies/directions.json; it computes in 32 bits.
private struct DirectionFixture: Decodable {
  struct Case: Decodable {
    var words: [String]
    var weights: [Double]
    var additive: [[Double]]
    var multiplicative: [[Double]]?
  }
  struct Evaluation: Decodable {
    struct Section: Decodable {
      var name: String
      var correct: Int
      var incorrect: Int

      init(from decoder: any Decoder) throws {
        var values = try decoder.unkeyedContainer()
        name = try values.decode(String.self)
        correct = try values.decode(Int.self)
        incorrect = try values.decode(Int.self)
      }
    }
    var analogies: String
    var score: Double
    var sections: [Section]
    var pairs: String
    var pearson: [Double]
    var spearman: [Double]
    var outOfVocabularyPercent: Double
  }
  struct Model: Decodable {
    var words: [String]
    var cases: [Case]
    var odd: String
    var centrality: [Double]
    var similarity: [[Double]]
    var evaluation: Evaluation
    var keys: Int
  }
  var gpt2: Model
  var bert: Model

  static func both() throws -> [(OpenModel, Model)] {
    let fixture = try Fixture.decode(DirectionFixture.self, "studies/directions.json")
    return try [(OpenModel(TinyModels.gpt2), fixture.gpt2), (OpenModel(TinyModels.bert), fixture.bert)]
  }
}

@Suite struct DirectionStudyTests {
  /// gensim's rounding.
  private let single = 1e-6

  private func formula(_ words: [String], _ weights: [Double]) throws -> Formula {
    try Formula(
      zip(words, weights).map { word, weight in
        "\(weight < 0 ? "-" : "+") \(abs(weight)) '\(word)'"
      }.joined(separator: " "))
  }

  @Test func analogiesAsGensim() throws {
    for (model, expected) in try DirectionFixture.both() {
      for searched in expected.cases {
        let formula = try formula(searched.words, searched.weights)
        let additive = try AnalogyStudy(formula, count: 8).run([model]).models[0]
        #expect(additive.found.map(\.token.id) == searched.additive.map { Int($0[0]) })
        for (own, other) in zip(additive.found, searched.additive) { #expect(abs(own.score - other[1]) < single) }
        guard let products = searched.multiplicative else { continue }
        let multiplicative = try AnalogyStudy(formula, method: .multiplicative, count: 8).run([model]).models[0]
        #expect(multiplicative.found.map(\.token.id) == products.map { Int($0[0]) })
        for (own, other) in zip(multiplicative.found, products) {
          #expect(abs(own.score - other[1]) < 1e-5 * other[1])
        }
      }
    }
  }

  @Test func oddOneOutAndSimilarityAsGensim() throws {
    for (model, expected) in try DirectionFixture.both() {
      let odd = try OddOneOutStudy(words: expected.words, form: .bare).run([model]).models[0]
      #expect(odd.odd?.word.word == expected.odd)
      #expect(zip(odd.words, expected.centrality).allSatisfy { abs($0.cosine - $1) < single })
      let similarity = try SimilarityStudy(words: expected.words, form: .bare).run([model]).models[0]
      for (own, other) in zip(similarity.cosines.joined(), expected.similarity.joined()) {
        #expect(abs(own - other) < single)
      }
      #expect(similarity.cosines[0][1] == similarity.cosines[1][0] && similarity.cosines[2][2] == 1)
    }
  }

  @Test func evaluationsAsGensim() throws {
    for (model, expected) in try DirectionFixture.both() {
      let file = expected.evaluation
      let analogies = try AnalogyEvaluationStudy(AnalogyQuestions(file.analogies), fileName: "a.txt").run([model])
        .models[0]
      #expect(analogies.vocabularyWords == expected.keys)
      #expect(analogies.total.accuracy == file.score)
      for (own, other) in zip(analogies.sections + [analogies.total], file.sections) {
        #expect(own.correct == other.correct && own.incorrect == other.incorrect)
      }
      #expect(analogies.sections.map(\.name) == ["first half", "second: half"])
      #expect(analogies.total.outOfVocabulary == 2 && analogies.invalidLines.count == 4)
      #expect(analogies.answers.count == 60)

      let pairs = try PairEvaluationStudy(WordPairs(file.pairs), fileName: "p.tsv").run([model]).models[0]
      let (pearson, spearman) = (try #require(pairs.pearson), try #require(pairs.spearman))
      #expect(abs(pearson.r - file.pearson[0]) < single && abs(spearman.r - file.spearman[0]) < 1e-9)
      #expect(abs((pearson.p ?? -1) - file.pearson[1]) < 1e-5 * file.pearson[1])
      #expect(abs((spearman.p ?? -1) - file.spearman[1]) < 1e-9)
      #expect(abs(100 * pairs.outOfVocabularyShare - file.outOfVocabularyPercent) < 1e-9)
      #expect(pairs.pairs.count == 40 && pairs.invalidLines.count == 2)
    }
  }

  /// The places are the cosines with the difference of the two words' unit vectors.
  @Test func axesByHand() throws {
    let model = try OpenModel(TinyModels.bert)
    let matrix = try model.tokenEmbeddings()
    let vocabulary = try model.tokenizer().vocabulary
    let units = try ["river", "water", "many"].map { word -> [Double] in
      let id = try #require(vocabulary.tokenID(forRaw: word))
      return try #require(Vectors.unit(matrix.row(id).map(Double.init)))
    }
    let axis = try #require(WordAxis(" river : water "))
    #expect(axis == WordAxis(positive: ["river"], negative: ["water"]))
    let result = try AxesStudy(words: ["many", "river"], axes: [axis]).run([model]).models[0]
    let difference = zip(units[0], units[1]).map { $0 - $1 }
    #expect(abs(result.words[0].places[0] - (Vectors.cosine(units[2], difference) ?? 2)) < 1e-12)
    // Opposite ends change the sign.
    let opposite = try AxesStudy(words: ["many"], axes: [.init(positive: ["water"], negative: ["river"])]).run([model])
      .models[0]
    #expect(abs(opposite.words[0].places[0] + result.words[0].places[0]) < 1e-12)
    for text in ["good", "good:bad:ugly", "good,:bad", ":bad", "good:"] { #expect(WordAxis(text) == nil) }
  }

  @Test func whatCancelsOutIsAnError() throws {
    let bert = try OpenModel(TinyModels.bert)
    for text in ["river - river", "0.5 river + water - (water + 0.5 river)"] {
      let error = #expect(throws: StudiesError.self) { try AnalogyStudy(Formula(text)).run([bert]) }
      #expect(error.map { "\($0)" }?.contains("cancels out") == true)
      #expect(throws: StudiesError.self) { try AnalogyStudy(Formula(text), method: .multiplicative).run([bert]) }
    }
    #expect(throws: StudiesError.self) {
      try AxesStudy(words: ["the"], axes: [.init(positive: ["river"], negative: ["river"])]).run([bert])
    }
  }

  @Test func splitWordsAreSaidAndQuotedOnesMustBeTokens() throws {
    let gpt2 = try OpenModel(TinyModels.gpt2)
    let result = try AnalogyStudy(Formula("river + token"), form: .bare).run([gpt2]).models[0]
    #expect(result.terms[0].word.tokens.count > 1)
    #expect(result.notes.count == 2 && result.notes[0].contains("It is one token after a space"))
    // The pieces of a formula are not among its answers.
    let own = Set(result.terms.flatMap { $0.word.tokens.map(\.id) })
    #expect(result.found.allSatisfy { !own.contains($0.token.id) })
    #expect(throws: StudiesError.self) { try AnalogyStudy(Formula("'river'")).run([gpt2]) }
    let bert = try OpenModel(TinyModels.bert)
    #expect(try AnalogyStudy(Formula("'##er' + the")).run([bert]).models[0].terms[0].word.tokens[0].raw == "##er")
    #expect(throws: StudiesError.self) { try OddOneOutStudy(words: ["the"]).run([bert]) }
    #expect(throws: StudiesError.self) { try SimilarityStudy(words: []).run([bert]) }
    #expect(try SimilarityStudy(words: ["the"]).run([gpt2, bert]).models.map(\.cosines) == [[[1]], [[1]]])
  }

  @Test func filesWithoutAUsableLine() throws {
    let bert = try OpenModel(TinyModels.bert)
    for text in ["", ": heading\n", "a b c\n", ": x\nnot known at all\n"] {
      #expect(throws: StudiesError.self) {
        try AnalogyEvaluationStudy(AnalogyQuestions(text), fileName: "f").run([bert])
      }
      #expect(throws: StudiesError.self) { try PairEvaluationStudy(WordPairs(text), fileName: "f").run([bert]) }
    }
    // Line ends of Windows, and questions above the first heading.
    let questions = AnalogyQuestions("river water token table\r\n\r\n: second\r\na b\r\n")
    #expect(questions.sections == ["", "second"] && questions.invalidLines == [4])
    #expect(questions.questions.map(\.expected) == ["table"])
    let pair = try #require(WordPairs("#c\na\tb\t1.5\r\n").pairs.last)
    #expect(pair.a == "a" && pair.b == "b" && pair.judgement == 1.5 && pair.line == 2)
  }

  @Test func resultsSurviveJSONAndHaveTablesAndFigures() throws {
    let bert = try OpenModel(TinyModels.bert)
    let axis = WordAxis(positive: ["river"], negative: ["table"])
    func check<Result: StudyResult>(_ result: Result) throws {
      let bytes = try Data(JSONText.encode(result))
      #expect(try Data(JSONText.encode(JSONDecoder().decode(Result.self, from: bytes))) == bytes)
      #expect(!result.figures().isEmpty)
      for table in result.tables() {
        #expect(!table.rows.isEmpty && table.rows.allSatisfy { $0.count == table.columns.count }, "\(table.name)")
      }
    }
    try check(AnalogyStudy(Formula("river - water + the")).run([bert]))
    try check(OddOneOutStudy(words: ["river", "water", "the"]).run([bert]))
    try check(SimilarityStudy(words: ["river", "water"]).run([bert]))
    for count in 1...3 {
      try check(AxesStudy(words: ["the", "many"], axes: Array(repeating: axis, count: count)).run([bert]))
    }
    try check(PairEvaluationStudy(WordPairs("river\twater\t3"), fileName: "f").run([bert]))
    try check(AnalogyEvaluationStudy(AnalogyQuestions("river water token table"), fileName: "f").run([bert]))
    try check(SpaceStudy(hubnessNeighbors: 3).run(TinyModels.open()))
  }
}
