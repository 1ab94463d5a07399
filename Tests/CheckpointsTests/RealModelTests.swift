import ByteFiles
import Checkpoints
import Foundation
import Tensors
import TestSupport
import Testing

/// The real models that are fetched into a folder beside the package, as gguf and safetensors read them.
///
/// EMBEDSCOPE_MODELS names the folder; without it, it is `models` in the project's root. Each test is skipped, and says so,
/// when its model is not there.
@Suite struct RealModelTests {
  private struct Models: Decodable {
    struct Model: Decodable {
      let file: String
      let tensorCount: Int
      let sha256OfListing: String
      let tensors: [String: String]
      let strings: [String: String]
    }
    let models: [Model]
  }

  private static let folder =
    ProcessInfo.processInfo.environment["EMBEDSCOPE_MODELS"]
    ?? URL(fileURLWithPath: Fixture.path("../../models")).standardized.path

  private static func isThere(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: folder + "/" + file)
  }

  private static let smollm2 = "SmolLM2-135M-Instruct/SmolLM2-135M-Instruct.Q4_1.gguf"
  private static let minilm = "all-MiniLM-L6-v2/model.safetensors"

  private func model(_ file: String) throws -> Models.Model {
    try #require(
      try Fixture.decode(Models.self, "checkpoints/real-models.json").models.first { $0.file == file })
  }

  @Test(.enabled(if: isThere(smollm2), "\(folder)/\(smollm2) is missing: fetch it, or set EMBEDSCOPE_MODELS"))
  func smollm2AsGGUFReadsIt() throws {
    let model = try model(Self.smollm2)
    let checkpoint = try Checkpoint.open(gguf: Self.folder + "/" + model.file)
    try expectSame(checkpoint, model)
    #expect(checkpoint.info(named: "token_embd.weight")?.shape == Shape([49152, 576]))
    let metadata = try #require(checkpoint.gguf)
    #expect(try metadata.string("tokenizer.ggml.pre") == "smollm")
    #expect(try metadata.integers("tokenizer.ggml.token_type")?.count == 49152)
    for (key, expected) in model.strings {
      let digest = Digest(.sha256)
      for string in try #require(try metadata.strings(key)) {
        (string + [0, 10]).withUnsafeBytes { digest.update($0) }
      }
      #expect(digest.finish() == expected, "\(key)")
    }
  }

  @Test(.enabled(if: isThere(minilm), "\(folder)/\(minilm) is missing: fetch it, or set EMBEDSCOPE_MODELS"))
  func minilmAsSafetensorsReadsIt() throws {
    let model = try model(Self.minilm)
    try expectSame(try Checkpoint.open(safetensors: Self.folder + "/" + model.file), model)
  }

  private func expectSame(_ checkpoint: Checkpoint, _ model: Models.Model) throws {
    #expect(checkpoint.infos.count == model.tensorCount)
    let lines = checkpoint.infos.map { info in
      let shape = info.shape.dimensions.map(String.init).joined(separator: ",")
      return Array("\(info.name)\t\(info.typeName)\t\(shape)\n".utf8)
    }.sorted { $0.lexicographicallyPrecedes($1) }
    #expect(Array(lines.joined()).withUnsafeBytes { Digest.sha256($0) } == model.sha256OfListing)
    for (name, expected) in model.tensors {
      #expect(digestOfFloats(try checkpoint.tensor(named: name)) == expected, "\(name)")
    }
  }

  /// The SHA-256 of the tensor's values as 32-bit floats, read in blocks of 1024 rows.
  private func digestOfFloats(_ tensor: Tensor) -> String {
    let digest = Digest(.sha256)
    for start in stride(from: 0, to: tensor.rowCount, by: 1024) {
      let rows = start..<min(start + 1024, tensor.rowCount)
      var values = [Float](repeating: 0, count: rows.count * tensor.columnCount)
      values.withUnsafeMutableBufferPointer { tensor.readRows(rows, into: $0) }
      values.withUnsafeBytes { digest.update($0) }
    }
    return digest.finish()
  }
}
