import Foundation
import Studies
import TestSupport
import Testing

@testable import embedscope

/// `--dry-run`: what would be fetched, and nothing else.
@Suite struct DryRunTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let words = SafetensorsWriter.Matrix("wte.weight", rows: 40, columns: 4) { row, column in Float(row + column) }
    try folder.write("bare/model.safetensors", SafetensorsWriter.file([words]))
    try folder.write("bare/config.json", #"{"model_type": "sample", "vocab_size": 40}"#)
  }

  @Test func everyCommandThatTakesAModelHasIt() {
    let models = CommandRegistry.all.specifications.filter { command in
      command.arguments.contains { $0.description.completion == .model }
    }
    #expect(models.count > 15)
    for command in models {
      #expect(command.allOptions.contains { $0.description.name == "dry-run" }, "\(command.name)")
    }
  }

  @Test func whatIsHereIsSaidAndNothingIsDone() throws {
    for command in [
      ["stats", "bare"], ["report", "bare", "--out", "out"], ["info", "bare"], ["export", "bare", "--to", "x.npy"],
    ] {
      let run = try Tool.run(command + ["--dry-run"], in: folder.path)
      #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
      let lines = run.output.split(separator: "\n")
      #expect(
        lines.count == 4 && lines[1].contains("config.json") && lines[2].contains("model.safetensors"), "\(run.output)")
      #expect(lines[3].hasPrefix("in total") && lines[3].hasSuffix("0 bytes"))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["bare"])
  }

  @Test func theSameAsJSON() throws {
    let run = try Tool.run(["stats", "bare", "--dry-run", "--json"], in: folder.path)
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let files = object?["files"] as? [[String: Any]]
    #expect(object?["study"] as? String == "fetch" && object?["bytesToFetch"] as? Int == 0)
    #expect(files?.count == 2 && files?[0]["bytes"] as? Int == files?[0]["bytesHere"] as? Int)
  }

  @Test func aModelThatIsNowhereIsAnError() throws {
    let run = try Tool.run(["stats", "./none", "--dry-run"], in: folder.path)
    #expect(run.exitCode == 1 && run.errors.contains("no such file"))
  }
}
