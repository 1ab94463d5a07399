import ByteFiles
import ModelSources
import TestSupport
import Testing

@Suite struct ShardIndexTests {
  private func index(_ json: String) throws -> ShardIndex {
    try Array(json.utf8).withUnsafeBytes { (bytes) throws in try ShardIndex(bytes, file: "index.json") }
  }

  @Test func readsTensorsAndShards() throws {
    let index = try index(#"{"metadata": {"total_size": 9}, "weight_map": {"b": "2.st", "a": "1.st", "c": "2.st"}}"#)
    #expect(index.shards == ["2.st", "1.st"])
    #expect(index.shard(of: "a") == "1.st")
    #expect(index.shard(of: "c") == "2.st")
    #expect(index.shard(of: "d") == nil)
    #expect(index.tensorNames == ["a", "b", "c"])
  }

  @Test(arguments: [
    "../x.st", "/etc/passwd", "a/../../b", "..", ".", "", "a//b", "a\\\\..\\\\b", "C:x", "a/./b", "a\\u0000b", "a\\nb",
  ])
  func refusesNamesThatLeaveTheFolder(_ name: String) {
    let error = #expect(throws: ModelSourcesError.self) { try index("{\"weight_map\": {\"a\": \"\(name)\"}}") }
    guard case .unsafeFileName(_, "index.json") = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [
    "", "[]", "{}", #"{"weight_map": {}}"#, #"{"weight_map": []}"#, #"{"weight_map": {"a": 1}}"#,
    #"{"weight_map": {"a": "1", "a": "2"}}"#, #"{"weight_map": {"a": "1"}, "weight_map": {"a": "1"}}"#,
    #"{"weight_map": {"a": "1"}} x"#,
  ])
  func refusesBrokenFiles(_ json: String) {
    #expect(throws: ByteFilesError.self) { try index(json) }
  }

  @Test func survivesSpoiledBytes() throws {
    let bytes = try Fixture.bytes("hub/models/sharded/model.safetensors.index.json")
    var failures = 0
    ByteFlips.forEach(of: bytes) { variant in
      do {
        _ = try variant.withUnsafeBytes { (bytes) throws in try ShardIndex(bytes, file: "index.json") }
      } catch { failures += 1 }
    }
    #expect(failures > bytes.count)
  }
}
