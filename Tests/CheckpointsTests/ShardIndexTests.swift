import ByteFiles
import Checkpoints
import Foundation
import TestSupport
import Testing

@Suite struct ShardIndexTests {
  private let path = Fixture.path("checkpoints/sharded/model.safetensors.index.json")
  private let first = "model-00001-of-00002.safetensors"
  private let second = "model-00002-of-00002.safetensors"
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func allShardsAsTheReference() throws {
    let checkpoint = try Checkpoint.open(safetensorsIndex: path)
    let folder = Fixture.path("checkpoints/sharded/")
    #expect(checkpoint.files == [folder + "/" + first, folder + "/" + second])
    #expect(checkpoint.info(named: "ln_f.weight")?.file == folder + "/" + second)
    #expect(checkpoint.metadata.map(\.value) == ["pt"])
    try Fixture.decode(CheckpointSample.self, "checkpoints/sharded.json").expectSame(checkpoint)
  }

  @Test func theIndexTellsWhichShardToDownload() throws {
    let index = try ShardIndex(path: path)
    #expect(index.shards == [first, second])
    #expect(index.shard(of: "wte.weight") == first)
    #expect(index.shard(of: "h.0.weight") == second)
    #expect(index.shard(of: "none") == nil)
  }

  /// Writes the fixture's shards without the `missing` ones, and another index, whose path is the result.
  @discardableResult
  private func write(index: String, without missing: [String] = []) throws -> String {
    for name in [first, second] where !missing.contains(name) {
      try folder.write(name, try Fixture.bytes("checkpoints/sharded/\(name)"))
    }
    return try folder.write("model.safetensors.index.json", index)
  }

  @Test func tensorsThatTheIndexDoesNotListAreLeftOut() throws {
    let index = try write(index: #"{"weight_map":{"wpe.weight":"\#(first)"}}"#, without: [second])
    let checkpoint = try Checkpoint.open(safetensorsIndex: index)
    #expect(checkpoint.infos.map(\.name) == ["wpe.weight"])
    #expect(checkpoint.files == [folder.path + "/" + first])
  }

  @Test func aMissingShardIsNamed() throws {
    let index = try write(index: #"{"weight_map":{"wte.weight":"\#(first)"}}"#, without: [first])
    let error = CheckpointError.shards(file: index, .missingShard(shard: first, reason: "No such file or directory"))
    #expect(throws: error) { try Checkpoint.open(safetensorsIndex: index) }
  }

  @Test func aTensorThatItsShardLacksIsNamed() throws {
    let index = try write(index: #"{"weight_map":{"wte.weight":"\#(first)","h.0.weight":"\#(first)"}}"#)
    let error = CheckpointError.shards(file: index, .tensorNotInShard(tensor: "h.0.weight", shard: first))
    #expect(throws: error) { try Checkpoint.open(safetensorsIndex: index) }
  }

  @Test(arguments: [
    "/etc/passwd", "../model.safetensors", "a/../../b", "..", ".", "", "a//b", "a/", "./../a", "..\\b", "C:b",
    "a\u{1}b",
  ])
  func aNameThatLeavesTheFolderIsRefused(shard: String) throws {
    let escaped = shard.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\u{1}", with: "\\u0001")
    let index = try write(index: #"{"weight_map":{"t":"\#(escaped)"}}"#)
    #expect(throws: CheckpointError.shards(file: index, .shardOutsideFolder(tensor: "t", shard: shard))) {
      try Checkpoint.open(safetensorsIndex: index)
    }
  }

  @Test func aShardMayLieBelowTheFolder() throws {
    let index = try write(index: #"{"weight_map":{"wte.weight":"parts/one.safetensors"}}"#)
    try folder.write("parts/one.safetensors", try Fixture.bytes("checkpoints/sharded/\(first)"))
    #expect(try Checkpoint.open(safetensorsIndex: index).infos.count == 1)
  }

  @Test(arguments: ["{}", #"{"weight_map":{}}"#, #"{"metadata":{"weight_map":{"a":"b"}}}"#])
  func anIndexWithoutAMapIsNamed(text: String) throws {
    let index = try write(index: text)
    #expect(throws: CheckpointError.shards(file: index, .noWeightMap)) { try Checkpoint.open(safetensorsIndex: index) }
  }

  @Test(arguments: [
    "", "[]", #"{"weight_map":[]}"#, #"{"weight_map":{"a":1}}"#, #"{"weight_map":{"a":"b","a":"b"}}"#,
    #"{"weight_map":{"a":"b"},"weight_map":{"a":"b"}}"#, #"{"weight_map":{"a":"b"}} x"#,
  ])
  func brokenTextIsRefused(text: String) throws {
    let index = try write(index: text)
    #expect(throws: ByteFilesError.self) { try Checkpoint.open(safetensorsIndex: index) }
  }

  @Test func byteFlipsAreSurvived() throws {
    try write(index: "{}")
    var accepted = 0
    try ByteFlips.forEach(of: try Fixture.bytes("checkpoints/sharded/model.safetensors.index.json")) { variant in
      let path = try folder.write("flipped.json", variant)
      if (try? Checkpoint.open(safetensorsIndex: path)) != nil { accepted += 1 }
    }
    #expect(accepted > 0)
  }
}
