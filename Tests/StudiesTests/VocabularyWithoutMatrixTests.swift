import Foundation
import Studies
import TestSupport
import Testing
import Tokenization
import Workspace

/// What is asked of tokens needs no matrix, and of a matrix no more than its description.
@Suite struct VocabularyWithoutMatrixTests {
  private let folder: TemporaryFolder

  /// The vocabulary of tiny-bert with a matrix of 250 rows in a type that cannot be read, and without weights.
  init() throws {
    folder = try TemporaryFolder()
    for name in ["f8", "alone"] {
      try folder.write("\(name)/vocab.txt", Fixture.bytes("models/tiny-bert/vocab.txt"))
      try folder.write("\(name)/config.json", #"{"model_type": "bert", "vocab_size": 250}"#)
    }
    let header =
      #"{"bert.embeddings.word_embeddings.weight":{"dtype":"F4","shape":[250,4],"data_offsets":[0,500]}}"#
    try folder.write("f8/model.safetensors", SafetensorsWriter.file(header: header, dataBytes: 500))
  }

  private func open(_ name: String) throws -> OpenModel { try OpenModel(folder.path + "/" + name) }

  @Test func aMatrixOfATypeThatCannotBeReadIsDescribedByItsShape() throws {
    let model = try VocabularyStudy().run([open("f8")]).models[0]
    #expect(model.tokenizerSize == 242 && model.matrixRows == 250 && model.matrixColumns == 4)
    #expect(model.embeddingTensor == "bert.embeddings.word_embeddings.weight" && model.dtype == "F4")
    #expect(model.paddingRows == 8 && model.duplicateRows == nil && model.health != nil)
    #expect(model.notes.contains { $0.contains("stored as F4, which cannot be read") })
    #expect(model.notes.contains { $0.hasPrefix("The matrix has 8 more rows") })
  }

  @Test func aVocabularyWithoutWeightsIsCountedAndTheReasonIsSaid() throws {
    let model = try VocabularyStudy(listsTokens: true).run([open("alone")])
    #expect(model.tokens?.count == 242 && model.models[0].matrixRows == nil)
    #expect(model.models[0].configurationSize == 250)
    #expect(model.models[0].notes.contains { $0.contains("no matrix") && $0.contains("model.safetensors") })
  }

  @Test func tokensBeyondTheMatrixAreSaidToHaveNoRow() throws {
    let matrix = SafetensorsWriter.matrix("bert.embeddings.word_embeddings.weight", rows: 240, columns: 2) { _, _ in 1 }
    try folder.write("f8/model.safetensors", matrix)
    let notes = try VocabularyStudy().run([open("f8")]).models[0].notes
    let vocabulary = try OpenModel(TinyModels.bert).tokenizer().vocabulary
    let names = "\(vocabulary.raw(of: 240) ?? "") 240, \(vocabulary.raw(of: 241) ?? "") 241"
    #expect(notes.contains { $0.hasPrefix("2 tokens have no row in the matrix, which ends at 239: \(names).") })
  }

  @Test func otherTablesThatCouldHaveBeenMeantAreNamed() throws {
    let tables = ["model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight"].map { name in
      SafetensorsWriter.Matrix(name, rows: 242, columns: 2) { _, _ in 1 }
    }
    try folder.write("f8/model.safetensors", SafetensorsWriter.file(tables))
    let model = try VocabularyStudy().run([open("f8")]).models[0]
    #expect(model.embeddingTensor == "model.encoder.embed_tokens.weight")
    #expect(model.notes.contains { $0.contains("model.decoder.embed_tokens.weight") })
  }

  @Test func rowsThatTokensShareAreSaidToBeTheMappings() throws {
    let numbers = (0..<242).map { Int64($0 % 3) }
    let tensors = [
      SafetensorsWriter.Tensor("embeddings", zeros: [3, 2]), SafetensorsWriter.Tensor("mapping", "I64", numbers),
    ]
    try folder.write("f8/model.safetensors", SafetensorsWriter.file(tensors))
    let model = try VocabularyStudy().run([open("f8")]).models[0]
    #expect(model.matrixRows == 242 && model.embeddingTensor == "embeddings")
    #expect(model.notes.contains { $0.contains("mapping says which of the 3 rows of embeddings is whose") })
  }

  @Test func packedWeightsAreDescribedByWhatTheyStandFor() throws {
    let name = "bert.embeddings.word_embeddings"
    let tensors = [
      SafetensorsWriter.Tensor("\(name).weight", "U32", [242, 8], [UInt8](repeating: 0, count: 242 * 32)),
      SafetensorsWriter.Tensor("\(name).scales", "F16", [242, 1], [UInt8](repeating: 0, count: 484)),
      SafetensorsWriter.Tensor("\(name).biases", "F16", [242, 1], [UInt8](repeating: 0, count: 484)),
    ]
    try folder.write("f8/model.safetensors", SafetensorsWriter.file(tensors))
    let model = try VocabularyStudy().run([open("f8")]).models[0]
    #expect(model.matrixRows == 242 && model.matrixColumns == 64 && model.dtype?.hasPrefix("MLX 4-bit") == true)
    #expect(model.duplicateRows == nil)
    #expect(model.notes.contains { $0.contains("has no quantization with bits and group_size") })
    // `info` lists what the file holds, and describes the table as what it stands for.
    let info = try InfoStudy().run([open("f8")]).models[0]
    #expect(info.tensors.map(\.dtype) == ["U32", "F16", "F16"] && info.matrixColumns == 64)
  }

  @Test func aTokenThatTheFileHasTwiceIsNamed() throws {
    try folder.write("alone/vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nfox\nthe\nfox\n")
    let notes = try VocabularyStudy(parts: [.sizes]).run([open("alone")]).models[0].notes
    #expect(notes.contains { $0.contains("has a token more than once (fox)") })
  }

  @Test(arguments: ["f8", "alone"]) func lengthsAndTracesNeedNoMatrix(name: String) throws {
    let whole = try OpenModel(TinyModels.bert)
    #expect(try LengthsStudy().run([open(name)]).models[0].counts == LengthsStudy().run([whole]).models[0].counts)
    #expect(
      try TraceStudy(text: "the").run([open(name)]).models[0].trace.ids
        == TraceStudy(text: "the").run([whole]).models[0].trace.ids)
    #expect(try TokenizersStudy(text: Array("the old".utf8)).run([open(name)]).models[0].tokens == 2)
  }

  @Test func weightsThatAreBrokenAreAnErrorAndNotLeftOut() throws {
    try folder.write("f8/model.safetensors", [9, 9, 9])
    #expect(throws: (any Error).self) { try VocabularyStudy().run([open("f8")]) }
  }

  /// A tokenizer that refuses what it has no token for cannot be asked which text becomes its tokens.
  @Test func aTokenizerThatCannotSplitTextsIsStillCounted() throws {
    let path = try folder.write(
      "tokenizer.json",
      #"{"version":"1.0","model":{"type":"Unigram","unk_id":null,"vocab":[["a",-1.0],["aa",-9.0],["b",-2.0]]}}"#)
    let model = try VocabularyStudy().run([OpenModel(path)]).models[0]
    #expect(model.tokenizerSize == 3 && model.health?.singleBytes == 2 && model.health?.unreachable == nil)
    #expect(model.notes.contains { $0.hasPrefix("Tokens that no text becomes were not looked for") })
  }
}
