import Studies
import TestSupport
import Testing
import Tokenization
import Work
import Workspace

@Suite struct AlignStudyTests {
  private func value(_ result: AlignResult, _ name: String) throws -> Double {
    try #require(result.measures.first { $0.name.hasPrefix(name) }?.value)
  }

  @Test func aModelAgreesWithItself() throws {
    let result = try AlignStudy().run([OpenModel(TinyModels.gpt2), OpenModel(TinyModels.gpt2)])
    for name in ["linear CKA", "RSA", "Procrustes, held-out", "Procrustes, partner nearest", "neighbour", "raw"] {
      #expect(try abs(value(result, name) - 1) < 1e-5, "\(name)")
    }
    #expect(result.mostDifferent.allSatisfy { $0.common == result.k && $0.a == $0.b })
    #expect(result.overlaps.last == result.words.shared && result.overlaps.reduce(0, +) == result.words.shared)
  }

  @Test func twoModelsOfRandomNumbersDoNotAgree() throws {
    let result = try AlignStudy().run(TinyModels.open())
    let rsa = try #require(result.measures.first { $0.name.hasPrefix("RSA") })
    #expect(try abs(#require(rsa.value)) < 4 * #require(rsa.baselineDeviation))
    #expect(result.words.shared == 43 && result.words.leftOut == 0)
    #expect(result.coordinates.same.reduce(0, +) == 43 && result.coordinates.shuffled.reduce(0, +) == 43)
  }

  @Test func wordsAreMatchedAsTheRuleSays() throws {
    let vocabularies = try TinyModels.open().map { try $0.tokenizer().vocabulary }
    let exact = SharedVocabulary(vocabularies[0], vocabularies[1], match: .exact)
    let folded = SharedVocabulary(vocabularies[0], vocabularies[1], match: .folded)
    let spaced = SharedVocabulary(vocabularies[0], vocabularies[0], match: .spaced)
    for word in exact.words {
      #expect(vocabularies[0].text(of: word.a) == " " + word.text && vocabularies[1].text(of: word.b) == word.text)
    }
    #expect(folded.words.count >= exact.words.count)
    #expect(spaced.words.allSatisfy { $0.a == $0.b && vocabularies[0].text(of: $0.a) == $0.text })
    #expect(exact.tokensOfA >= exact.words.count)
  }

  @Test func twoRunsGiveTheSameBits() throws {
    let first = try AlignStudy(seed: 5).run(TinyModels.open())
    let second = try AlignStudy(seed: 5).run(TinyModels.open())
    #expect(first.measures == second.measures && first.mostDifferent == second.mostDifferent)
  }

  @Test func oneModelAndThreeAreRefused() throws {
    let models = try TinyModels.open()
    #expect(throws: StudiesError.twoModels(study: "align", models: 1)) { try AlignStudy().run([models[0]]) }
    #expect(throws: StudiesError.twoModels(study: "align", models: 3)) { try AlignStudy().run(models + [models[0]]) }
  }

  @Test(arguments: WordMatch.allCases) func noWordInCommonIsAnError(match: WordMatch) throws {
    let folder = try TemporaryFolder()
    func model(_ name: String, _ first: Character) throws -> OpenModel {
      let words = (0..<60).map { "\(first)\($0)" }
      try folder.write(
        "\(name)/vocab.txt", (["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + words).joined(separator: "\n"))
      try folder.write("\(name)/config.json", #"{"model_type": "bert"}"#)
      try folder.write(
        "\(name)/model.safetensors",
        SafetensorsWriter.matrix("word_embeddings.weight", rows: 65, columns: 3) { Float($0 * 7 % 11) + Float($1) })
      return try OpenModel(folder.path + "/" + name)
    }
    let (a, b) = (try model("a", "x"), try model("b", "y"))
    #expect(throws: StudiesError.tooFewSharedWords(a: "a", b: "b", found: 0, needed: 20)) {
      try AlignStudy(match: match).run([a, b])
    }
  }

  @Test func progressCanEndTheWork() throws {
    struct Enough: Error {}
    let progress = WorkProgress { step in if step.stage == "looking for neighbours" { throw Enough() } }
    #expect(throws: Enough.self) { try AlignStudy().run(TinyModels.open(), progress: progress) }
  }
}
