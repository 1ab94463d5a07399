import Foundation
import TestSupport
import Testing

/// Several models, of which one gives no answer.
@Suite struct KeepGoingTests {
  private let folder: TemporaryFolder
  private let good = Fixture.path("models/tiny-bert")

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("broken/config.json", "{\"model_type\":")
    try folder.write("broken/vocab.txt", "[UNK]\nthe\n")
    try folder.write("broken/model.safetensors", "?")
    for name in ["config.json", "model.safetensors"] {
      try folder.write("bare/\(name)", Fixture.bytes("models/tiny-bert/\(name)"))
    }
  }

  @Test(arguments: ["missing", "broken"], [["stats"], ["heatmap"], ["space"], ["compare", "--index", "3"]])
  func theOthersAnswer(spoilt: String, words: [String]) throws {
    let bad = folder.path + "/" + spoilt
    for models in [[good, bad], [bad, good]] {
      let run = try Tool.run(words + models + ["--keep-going", "--json"], in: folder.path)
      #expect(run.exitCode == 1 && run.errors.contains(spoilt))
      let object = try #require(JSONSerialization.jsonObject(with: Data(run.bytes)) as? [String: Any])
      #expect((object["models"] as? [[String: Any]])?.map { $0["model"] as? String } == ["tiny-bert"])
      #expect((object["leftOut"] as? [[String: Any]])?.count == 1)
    }
    let strict = try Tool.run(words + [good, bad], in: folder.path)
    #expect(strict.exitCode == 1 && strict.output.isEmpty && strict.errors.contains(spoilt))
  }

  @Test func theOneThatIsLeftIsNamed() throws {
    let run = try Tool.run(["neighbors", folder.path + "/bare", "the", "--also", good, "--keep-going", "-k", "2"])
    #expect(run.exitCode == 1 && run.output.hasPrefix("tiny-bert\n") && run.errors.contains("bare: "))
    #expect(try Tool.run(["neighbors", good, "the", "-k", "2"]).output.hasPrefix("“the”"))
  }

  @Test func whereNoneAnswersNothingIsPrinted() throws {
    let run = try Tool.run(["stats", folder.path + "/missing", "--keep-going"])
    #expect(run.exitCode == 1 && run.output.isEmpty && run.errors.contains("missing"))
  }

  @Test(arguments: [["vocab", "--list"], ["neighbors", "--all", "g.npz"]])
  func whatOneModelAloneCanAnswerIsRefusedForTwo(words: [String]) throws {
    let models = words[0] == "vocab" ? [good, good] : [good, "--also", good]
    let run = try Tool.run([words[0]] + models + words.dropFirst(), in: folder.path)
    #expect(run.exitCode == 64 && run.errors.contains("\(words[1]) takes one MODEL") && run.output.isEmpty)
  }

  @Test func aDryRunOfWhatIsNotThereIsAnError() throws {
    let run = try Tool.run(
      ["info", "example/nothing", "--dry-run", "--offline", "--cache-dir", folder.path + "/cache"], in: folder.path)
    #expect(run.exitCode == 1 && run.output.isEmpty && run.errors.contains("example/nothing"))
  }
}
