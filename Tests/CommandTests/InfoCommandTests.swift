import Foundation
import TestSupport
import Testing

/// `info` as people read it, and commands on a folder without a tokenizer.
@Suite struct InfoCommandTests {
  private let folder: TemporaryFolder

  /// A model of twelve layers without a tokenizer.
  init() throws {
    folder = try TemporaryFolder()
    let layers = (0..<12).flatMap { layer in
      ["a", "b"].map { SafetensorsWriter.Matrix("h.\(layer).\($0).weight", rows: 2, columns: 4) { _, _ in 0 } }
    }
    let words = SafetensorsWriter.Matrix("wte.weight", rows: 40, columns: 4) { row, column in
      Float((row * 7 + column * 5) % 11) - 5
    }
    try folder.write("bare/model.safetensors", SafetensorsWriter.file([words] + layers))
    try folder.write("bare/config.json", #"{"model_type": "sample", "vocab_size": 40}"#)
  }

  @Test func layersStandOnOneLineInColumns() throws {
    let run = try Tool.run(["info", "bare"], in: folder.path)
    #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
    let expected = """
      Model       bare
      Format      safetensors
      Family      sample
      Tokens      not known
      Embeddings  wte.weight, 40 × 4, F32, 640 bytes
      Parameters  352
      Weights     1.4 kB

      File                   Size
      config.json        42 bytes
      model.safetensors    3.2 kB

      Tensor           Count  Type  Shape        Size
      wte.weight           1  F32   40 × 4  640 bytes
      h.0-11.a.weight     12  F32   2 × 4   384 bytes
      h.0-11.b.weight     12  F32   2 × 4   384 bytes
      in total            25                   1.4 kB

      There is no tokenizer:
      """
    #expect(run.output.hasPrefix(expected), "\(run.output)")
  }

  @Test func everyTensorStandsByItselfInJSON() throws {
    let run = try Tool.run(["info", "bare", "--json"], in: folder.path)
    let printed = try #require(JSONSerialization.jsonObject(with: Data(run.bytes)) as? [String: Any])
    let object = try #require((printed["models"] as? [[String: Any]])?.first)
    #expect((object["tensors"] as? [Any])?.count == 25)
    #expect(object["tokenizerSize"] is NSNull && (object["notes"] as? [Any])?.count == 1)
  }

  @Test func keysAndValuesOfAGGUFFileArePrintedWithLongArraysShortened() throws {
    let run = try Tool.run(["info", Fixture.path("studies/quantised.gguf")])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.contains("tokenizer.ggml.tokens      105 × string  !, \", #, $, %, &, …\n"))
    #expect(run.output.contains("llama.vocab_size           uint32        105\n"))
    let types = try Tool.run(["info", Fixture.path("checkpoints/all-types-v3.gguf")])
    #expect(types.exitCode == 0 && types.output.contains("blk.0.q6_k.weight        1  Q6_K    2 × 256"))
    #expect(types.output.contains("array.i32             3 × int32    1, -2, 3\n"))
  }

  @Test(arguments: [
    ["space"], ["space", "--hubness"], ["neighbors", "--id", "3"], ["project", "--method", "pca"], ["stats"],
    ["heatmap"], ["compare", "--index", "3"], ["diff", "bare"], ["report", "--index", "5"],
  ])
  func rowsAreAnsweredWithoutATokenizer(words: [String]) throws {
    let run = try Tool.run([words[0], "bare"] + words.dropFirst(), in: folder.path)
    #expect(run.exitCode == 0, "\(run.errors)")
    guard !["stats", "heatmap", "report"].contains(words[0]) else { return }
    #expect(run.output.contains("There is no tokenizer, so that rows go by their numbers"))
  }

  @Test func wordsWithoutATokenizerAreAnErrorThatNamesWhatWasMissing() throws {
    for words in [["neighbors", "bare", "king"], ["compare", "bare", "--word", "king"]] {
      let run = try Tool.run(words, in: folder.path)
      #expect(run.exitCode == 1 && run.output.isEmpty)
      #expect(run.errors.contains("“king” cannot be looked up without a tokenizer"))
      #expect(run.errors.contains("tokenizer.json"))
    }
  }
}
