import Foundation
import TestSupport
import Testing

@testable import ModelSources

/// The rules by which files make a model, each by its name.
///
/// What a file holds does not matter here beyond its first bytes.
@Suite struct ModelLayoutTests {
  /// A safetensors file without a tensor.
  private static let noTensors = "\u{2}\0\0\0\0\0\0\0{}"

  /// A folder of these files; one whose content is not given holds what its name promises.
  private func folder(_ names: String..., contents: [String: String] = [:]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in names { try folder.write(name, Self.content(name)) }
    for (name, content) in contents { try folder.write(name, content) }
    return folder
  }

  private static func content(_ name: String) -> String {
    if name.lowercased().hasSuffix(".safetensors") { return noTensors }
    if name.lowercased().hasSuffix(".gguf") { return "GGUF" }
    return name.hasSuffix(".json") ? "{}" : "text"
  }

  private func layout(_ folder: TemporaryFolder, _ name: String? = nil) throws -> ModelLayout {
    guard let name else { return try DirectorySource(folder: folder.path).layout() }
    return try DirectorySource(file: "\(folder.path)/\(name)").layout()
  }

  private func weights(_ folder: TemporaryFolder, _ name: String? = nil) throws -> [String] {
    try layout(folder, name).weights().files.map(\.name)
  }

  private func tokenizer(_ folder: TemporaryFolder, _ name: String? = nil) throws -> [String] {
    try layout(folder, name).tokenizer().files.map(\.name)
  }

  // MARK: A named file

  @Test(arguments: ["notes.md", "README", "picture.png"])
  func aNamedFileThatIsNoPartOfAModelIsAnError(name: String) throws {
    let folder = try self.folder("config.json", "model.safetensors", "tokenizer.json", name)
    #expect(throws: ModelSourcesError.notOfAModel(file: "\(folder.path)/\(name)")) { try layout(folder, name) }
  }

  @Test func aNamedFileOfAFormatThatCannotBeReadIsAnErrorThatNamesTheFormat() throws {
    let folder = try self.folder(
      "model.safetensors", "tf_model.h5", contents: ["weights": "PK\u{3}\u{4}"])
    for (name, format) in [
      ("tf_model.h5", "Keras' HDF5"), ("weights", "a zip archive that is none of PyTorch's or NumPy's"),
    ] {
      #expect(throws: ModelSourcesError.unreadableFormat(file: "\(folder.path)/\(name)", format: format)) {
        try layout(folder, name)
      }
    }
  }

  @Test func aNamedFileOfWeightsIsThatFile() throws {
    let folder = try self.folder(
      "model.safetensors", "model.fp16.safetensors", "a.gguf", "tokenizer.json", "config.json")
    #expect(try weights(folder, "model.fp16.safetensors") == ["model.fp16.safetensors"])
    #expect(try weights(folder, "a.gguf") == ["a.gguf"])
    // What it does not hold itself lies beside it.
    #expect(try layout(folder, "model.fp16.safetensors").configuration()?.name == "config.json")
    #expect(try tokenizer(folder, "model.fp16.safetensors") == ["tokenizer.json", "config.json"])
    // A GGUF file holds all of it.
    #expect(try layout(folder, "a.gguf").configuration() == nil)
    #expect(try tokenizer(folder, "a.gguf") == ["a.gguf"])
  }

  @Test func formatsAreKnownByTheirFirstBytes() throws {
    let folder = try self.folder(
      "Model.GGUF", "WEIGHTS.SafeTensors",
      contents: ["blob": "GGUF....", "other": Self.noTensors, "ranks": "IQ== 0\nIg== 1"])
    #expect(try weights(folder, "blob") == ["blob"])
    #expect(try tokenizer(folder, "blob") == ["blob"])
    #expect(try weights(folder, "Model.GGUF") == ["Model.GGUF"])
    #expect(try weights(folder, "WEIGHTS.SafeTensors") == ["WEIGHTS.SafeTensors"])
    #expect(try weights(folder, "other") == ["other"])
    guard case .tiktoken = try layout(folder, "ranks").tokenizer() else { throw Unexpected() }
  }

  @Test func aTokenizersFileMeansWhatItsOwnLibraryMakesOfIt() throws {
    let folder = try self.folder(
      "vocab.json", "merges.txt", "tokenizer.json", "vocab.txt", "tokenizer_config.json", "tekken.json")
    guard case .tokenizerJSON = try layout(folder, "tokenizer.json").tokenizer() else { throw Unexpected() }
    guard case .bytePairs = try layout(folder, "vocab.json").tokenizer() else { throw Unexpected() }
    guard case .tekken = try layout(folder, "tekken.json").tokenizer() else { throw Unexpected() }
    #expect(try tokenizer(folder, "merges.txt") == ["vocab.json", "merges.txt"])
    #expect(try tokenizer(folder, "vocab.txt") == ["vocab.txt", "tokenizer_config.json"])
    #expect(throws: ModelSourcesError.tokenizerAlone(file: "vocab.txt", place: folder.path)) {
      try layout(folder, "vocab.txt").weights()
    }
  }

  @Test func aTokenizersFileAmongSeveralModelsStandsForNoneOfThem() throws {
    for names in [["a.gguf", "b.gguf"], ["sub/model.safetensors"]] {
      let folder = try self.folder("tokenizer.json")
      for name in names { try folder.write(name, Self.content(name)) }
      #expect(throws: ModelSourcesError.tokenizerAlone(file: "tokenizer.json", place: folder.path)) {
        try layout(folder, "tokenizer.json").weights()
      }
    }
  }

  @Test func halfOfAPairOfVocabularyFilesIsAnErrorThatNamesTheOther() throws {
    let folder = try self.folder("vocab.json")
    #expect(throws: ModelSourcesError.missingFiles(names: ["merges.txt"], place: folder.path, other: ["vocab.json"])) {
      try layout(folder, "vocab.json").tokenizer()
    }
  }

  // MARK: Files of vectors

  @Test(arguments: [
    ("v.vec", "2 1\na 1\nb 2\n"), ("glove.txt", "the 0.1 -0.2e-3\nof 0.3 nan\n"), ("v.txt", "1 2\nNew York 1 2\n"),
    ("v.bin", "1 2\na \0\0\0\0\0\0\0\0"), ("vectors", "1 2\r\na 1 2\r\n"),
    // A first line that could be a rank.
    ("count", "1000 2\na 1 2\n"),
  ])
  func wordVectorsAreKnownByTheirFirstLines(name: String, content: String) throws {
    let folder = try self.folder("config.json", "tokenizer.json", contents: [name: content])
    guard case .wordVectors(let file) = try layout(folder, name).weights(), file.name == name else {
      throw Unexpected()
    }
    // They hold their words, and nothing else is asked.
    guard case .rowWords = try layout(folder, name).tokenizer() else { throw Unexpected() }
    #expect(try layout(folder, name).configuration() == nil)
  }

  @Test(arguments: ["[PAD]\n[UNK]\n", "the 12\nof 11\n", "12 5\n13 6\n", "a b c\nd e f\n", "1 2 x\n3 4 y\n"])
  func aListOfWordsIsNoFileOfVectors(content: String) throws {
    let folder = try self.folder(contents: ["vocab.txt": content])
    guard case .vocabularyText = try layout(folder, "vocab.txt").tokenizer() else { throw Unexpected() }
  }

  @Test func fastTextsOwnModelAndPackedFilesAreRefusedByName() throws {
    let folder = try TemporaryFolder()
    try folder.write("cc.en.bin", [0xBA, 0x16, 0x4F, 0x2F, 12, 0, 0, 0])
    try folder.write("v.bin.gz", [0x1F, 0x8B, 8, 0])
    for (name, format) in [
      ("cc.en.bin", "fastText's own model (its .vec file can be read)"),
      ("v.bin.gz", "compressed by gzip (unpack it first)"),
    ] {
      #expect(throws: ModelSourcesError.unreadableFormat(file: "\(folder.path)/\(name)", format: format)) {
        try layout(folder, name)
      }
    }
  }

  @Test func arraysOfNumPyAreKnownByTheirFirstBytes() throws {
    let folder = try self.folder("tokenizer.json")
    try folder.write("rows", [0x93] + Array("NUMPY".utf8))
    let name = Array("vectors.npy".utf8)
    try folder.write(
      "words", [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 22) + [UInt8(name.count), 0, 0, 0] + name)
    guard case .numpyArray = try layout(folder, "rows").weights() else { throw Unexpected() }
    // One array has no words: those of a tokenizer beside it are taken, as for safetensors.
    #expect(try tokenizer(folder, "rows") == ["tokenizer.json"])
    guard case .numpyArchive = try layout(folder, "words").weights() else { throw Unexpected() }
    guard case .rowWords = try layout(folder, "words").tokenizer() else { throw Unexpected() }
  }

  @Test(arguments: ["prose.txt", "glove.txt", "empty.txt"])
  func aListOfWordsByAnyNameDoesNotStandForItsFolder(name: String) throws {
    let folder = try self.folder(
      "config.json", "model.safetensors", contents: [name: name == "empty.txt" ? "" : "hello\nworld\n"])
    #expect(throws: ModelSourcesError.tokenizerAlone(file: name, place: folder.path)) {
      try layout(folder, name).weights()
    }
  }

  @Test func aFolderWhoseOnlyWeightsAreAFileOfVectorsIsThatFile() throws {
    let folder = try self.folder("readme.md", contents: ["wiki.vec": "1 1\na 1\n"])
    #expect(try weights(folder) == ["wiki.vec"] && tokenizer(folder) == ["wiki.vec"])
    try folder.write("model.safetensors", Self.noTensors)
    #expect(try weights(folder) == ["model.safetensors"])
  }

  // MARK: A folder

  @Test func aConfigurationIsNeededByNoOtherPart() throws {
    let folder = try self.folder("model.safetensors", "tokenizer.json")
    #expect(try layout(folder).configuration() == nil)
    #expect(try weights(folder) == ["model.safetensors"])
    #expect(try tokenizer(folder) == ["tokenizer.json"])
  }

  @Test func whatTransformersWritesComesBeforeOtherNames() throws {
    let folder = try self.folder(
      "model.safetensors", "consolidated.safetensors", "adapter_model.safetensors", "a.gguf", "z.safetensors")
    #expect(try weights(folder) == ["model.safetensors"])
  }

  @Test(arguments: [
    ["model.fp16.safetensors", "optimizer.bin"], ["consolidated.safetensors", "params.json"],
    ["adapter_model.safetensors", "adapter_config.json"], ["diffusion_pytorch_model.safetensors"],
    ["my-own-name.safetensors"], ["model.safetensors.index.fp16.json"], ["consolidated.safetensors.index.json"],
    ["Model.GGUF"], ["pytorch_model.bin", "training_args.bin", "optimizer.pt", "scheduler.pt", "rng_state.pth"],
    ["pytorch_model.fp16.bin", "config.json"], ["consolidated.00.pth", "params.json"], ["adapter_model.bin"],
    ["my-own-name.pt"], ["last.ckpt"], ["pytorch_model.bin.index.json"], ["pytorch_model.bin.index.fp16.json"],
    ["diffusion_pytorch_model.bin"], ["my-own-name.pth", "adapter_model.safetensors"],
  ])
  func theOneFileOfWeightsIsTaken(names: [String]) throws {
    let folder = try TemporaryFolder()
    for name in names { try folder.write(name, Self.content(name)) }
    #expect(try weights(folder) == [names[0]])
  }

  @Test func anIndexComesBeforeWhatItLists() throws {
    let folder = try self.folder(
      "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors", "model.safetensors.index.json")
    #expect(try weights(folder) == ["model.safetensors.index.json"])
    let variant = try self.folder("model.fp16-00001-of-00001.safetensors", "model.fp16.safetensors.index.json")
    #expect(try weights(variant) == ["model.fp16.safetensors.index.json"])
  }

  /// As transformers does: safetensors by its plain name, then PyTorch's plain name, then variants.
  @Test(arguments: [
    ["model.safetensors", "pytorch_model.bin"], ["model.safetensors.index.json", "pytorch_model.bin"],
    ["pytorch_model.bin", "pytorch_model.bin.index.json"], ["pytorch_model.bin", "model.fp16.safetensors"],
    ["pytorch_model.bin.index.json", "pytorch_model-00001-of-00001.bin"],
    ["model.fp16.safetensors", "pytorch_model.fp16.bin"], ["pytorch_model.bin", "a.gguf"], ["a.gguf", "other.pt"],
  ])
  func safetensorsComeBeforePyTorch(names: [String]) throws {
    let folder = try TemporaryFolder()
    for name in names { try folder.write(name, Self.content(name)) }
    #expect(try weights(folder) == [names[0]])
    // The one that is named is opened all the same.
    #expect(try weights(folder, names[1]) == [names[1]])
  }

  @Test func shardsOfPyTorchWithoutAnIndexAreOpenedWhereAllAreThere() throws {
    let names = ["pytorch_model-00001-of-00002.bin", "pytorch_model-00002-of-00002.bin"]
    let folder = try self.folder(names[1], names[0])
    #expect(
      try layout(folder).weights()
        == .pytorch(try names.map { try #require(try DirectorySource(folder: folder.path).file(named: $0)) }))
    let some = try self.folder(names[0])
    #expect(throws: ModelSourcesError.partsMissing(names: [names[1]], of: 2, place: some.path)) { try weights(some) }
  }

  /// Each of Meta's files of a larger model has a part of every row: one of them alone would be another matrix.
  @Test func slicesOfTensorsAreRefused() throws {
    let folder = try self.folder("consolidated.00.pth", "consolidated.01.pth", "params.json")
    let error = ModelSourcesError.slices(names: ["consolidated.00.pth", "consolidated.01.pth"], place: folder.path)
    #expect(throws: error) { try weights(folder) }
    #expect(throws: error) { try weights(folder, "consolidated.01.pth") }
  }

  @Test func checkpointsOfPyTorchAreKnownByTheirFirstBytes() throws {
    let zip = "PK\u{3}\u{4}" + String(repeating: "\0", count: 22) + "\u{a}\0\0\0a/data.pkl"
    let folder = try self.folder(contents: ["blob": zip, "stream": "\u{2}", "model.safetensors": zip])
    try folder.write("stream", [0x80, 2, 0x8A, 10])
    #expect(try weights(folder, "blob") == ["blob"])
    #expect(try weights(folder, "stream") == ["stream"])
    guard case .pytorch = try layout(folder, "model.safetensors").weights() else { throw Unexpected() }
  }

  @Test func whatATrainerKeepsIsNoModel() throws {
    let folder = try self.folder("training_args.bin", "optimizer.pt", "scheduler.pt", "rng_state_0.pth", "scaler.pt")
    #expect(throws: ModelSourcesError.self) { try weights(folder) }
  }

  // MARK: ONNX

  @Test func onnxIsTakenWhereThereIsNothingElse() throws {
    let folder = try self.folder("config.json", "tokenizer.json", "onnx/model.onnx", "onnx/model_quantized.onnx")
    #expect(try layout(folder).weights().files.map(\.name) == ["onnx/model.onnx"])
    let beside = try self.folder("model.onnx", "model.onnx_data", "onnx/model.onnx")
    #expect(try weights(beside) == ["model.onnx"])
    let other = try self.folder("model.onnx", "pytorch_model.bin")
    #expect(try weights(other) == ["pytorch_model.bin"])
    let parts = try self.folder(
      "onnx/decoder_model.onnx", "onnx/encoder_model.onnx", "onnx/decoder_with_past_model.onnx")
    #expect(try weights(parts) == ["onnx/decoder_model.onnx"])
  }

  @Test func aNamedONNXFileHasItsOtherFilesBesideItOrAbove() throws {
    let folder = try self.folder(
      "onnx/model.onnx", "tokenizer.json", contents: ["config.json": #"{"model_type": "bert"}"#])
    let layout = try DirectorySource(file: folder.path + "/onnx/model.onnx").layout()
    #expect(try layout.weights().files.map(\.name) == ["model.onnx"])
    #expect(try layout.configuration()?.path == folder.path + "/config.json")
    #expect(try layout.tokenizer().files.map(\.name).contains("tokenizer.json"))
  }

  @Test func filesThatHoldElementsLieBesideTheirONNX() throws {
    let folder = try self.folder("onnx/model.onnx", "onnx/model.onnx_data", "model.onnx_data")
    let layout = try layout(folder)
    let file = try #require(try layout.weights().files.first)
    #expect(try layout.file(named: "model.onnx_data", beside: file).name == "onnx/model.onnx_data")
    for name in ["../model.onnx_data", "/etc/passwd", "a/../../b", ""] {
      #expect(throws: ModelSourcesError.unsafeFileName(name: name, namedIn: "onnx/model.onnx")) {
        try layout.file(named: name, beside: file)
      }
    }
  }

  @Test func flaxIsTakenWhereThereIsNothingElseButONNX() throws {
    let folder = try self.folder("config.json", "flax_model.msgpack", "model.onnx")
    #expect(try weights(folder) == ["flax_model.msgpack"])
    #expect(try weights(self.folder("flax_model.msgpack", "pytorch_model.bin")) == ["pytorch_model.bin"])
  }

  // MARK: Several files

  @Test func severalFilesOfOneRankMustBeChosenFrom() throws {
    let folder = try self.folder("b.gguf", "a.gguf")
    #expect(throws: ModelSourcesError.ambiguous(names: ["a.gguf", "b.gguf"], place: folder.path)) {
      try weights(folder)
    }
    #expect(try weights(folder, "b.gguf") == ["b.gguf"])
    let variants = try self.folder("model.fp16.safetensors", "model.bf16.safetensors")
    #expect(throws: ModelSourcesError.self) { try weights(variants) }
  }

  @Test func mistralsParametersStandForAConfiguration() throws {
    let folder = try self.folder("consolidated.safetensors", "params.json")
    #expect(try layout(folder).configuration()?.name == "params.json")
  }

  @Test func shardsWithoutAnIndexAreOpenedWhereAllAreThere() throws {
    let folder = try self.folder("model-00002-of-00002.safetensors", "model-00001-of-00002.safetensors")
    #expect(try weights(folder) == ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"])
    let some = try self.folder("model-00001-of-00003.safetensors", "model-00003-of-00003.safetensors")
    #expect(
      throws: ModelSourcesError.partsMissing(names: ["model-00002-of-00003.safetensors"], of: 3, place: some.path)
    ) { try weights(some) }
  }

  @Test func aFolderWhoseOnlyWeightsAreOneGGUFIsThatGGUF() throws {
    let folder = try self.folder("m-Q8_0.gguf", "config.json", "mmproj-m-f16.gguf", "imatrix.gguf")
    #expect(try weights(folder) == ["m-Q8_0.gguf"])
    #expect(try tokenizer(folder) == ["m-Q8_0.gguf"])
    #expect(try layout(folder).configuration()?.name == "config.json")
    let beside = try self.folder("m.gguf", "tokenizer.json")
    #expect(try tokenizer(beside) == ["tokenizer.json"])
  }

  @Test(arguments: [nil, "m-00001-of-00003.gguf", "m-00002-of-00003.gguf"])
  func anyPartOfAGGUFStandsForTheWhole(name: String?) throws {
    let parts = (1...3).map { "m-0000\($0)-of-00003.gguf" }
    let folder = try self.folder(parts[2], parts[0], parts[1])
    #expect(try weights(folder, name) == parts)
    #expect(try tokenizer(folder, name) == parts)
    try FileManager.default.removeItem(atPath: "\(folder.path)/\(parts[2])")
    #expect(throws: ModelSourcesError.partsMissing(names: [parts[2]], of: 3, place: folder.path)) {
      try weights(folder, name)
    }
  }

  @Test func formsThatCannotBeReadAreNamed() throws {
    let folder = try self.folder("config.json", "model.tflite", "tf_model.h5", "training_args.bin", "optimizer.pt")
    let error = #expect(throws: ModelSourcesError.self) { try weights(folder) }
    #expect(error?.description.contains("model.tflite") == true)
    #expect(error?.description.contains("tf_model.h5") == true)
    #expect(error?.description.contains("training_args") == false)
  }

  @Test func foldersThatHoldWeightsAreNamedWhereTheModelHasNone() throws {
    let folder = try self.folder(
      "model_index.json", "text_encoder/model.safetensors", "unet/diffusion_pytorch_model.safetensors")
    #expect(throws: ModelSourcesError.weightsFurtherDown(place: folder.path, folders: ["text_encoder", "unet"])) {
      try weights(folder)
    }
  }

  @Test(arguments: ["0_Transformer", "0_StaticEmbedding"])
  func aSentenceTransformersModelIsItsFirstModule(path: String) throws {
    let modules = #"[{"idx": 0, "name": "0", "path": "\#(path)"}, {"idx": 1, "name": "1", "path": "1_Pooling"}]"#
    let folder = try self.folder(
      "\(path)/model.safetensors", "\(path)/tokenizer.json", "1_Pooling/config.json",
      contents: ["modules.json": modules, "config.json": #"{"__version__": "0.2.0"}"#, "\(path)/config.json": "{}"])
    #expect(try weights(folder) == ["\(path)/model.safetensors"])
    #expect(try tokenizer(folder) == ["\(path)/tokenizer.json", "\(path)/config.json"])
    #expect(try layout(folder).configuration()?.name == "\(path)/config.json")
    // A model that is its own first module has an empty path; its configuration says what it is.
    let own = try self.folder(
      "model.safetensors", contents: ["modules.json": #"[{"path": ""}]"#, "config.json": #"{"model_type": "bert"}"#])
    #expect(try weights(own) == ["model.safetensors"])
  }

  @Test func aTokenizerBeforeTheModulesIsFound() throws {
    let folder = try self.folder(
      "0_Transformer/model.safetensors", "tokenizer.json", contents: ["modules.json": #"[{"path": "0_Transformer"}]"#])
    #expect(try tokenizer(folder) == ["tokenizer.json"])
  }

  @Test(arguments: ["../elsewhere", "/etc", "a/../../b"])
  func aModuleNeverLeadsOutOfTheFolder(path: String) throws {
    let folder = try self.folder(contents: ["modules.json": #"[{"path": "\#(path)"}]"#])
    #expect(throws: ModelSourcesError.unsafeFileName(name: path, namedIn: "modules.json of \(folder.path)")) {
      try weights(folder)
    }
  }

  @Test(arguments: ["", "_2"])
  func aTextEncoderOfAPipelineHasItsTokenizerBesideIt(number: String) throws {
    let folder = try self.folder(
      "text_encoder\(number)/model.safetensors", "text_encoder\(number)/config.json", "tokenizer\(number)/vocab.json",
      "tokenizer\(number)/merges.txt")
    let layout = try DirectorySource(folder: "\(folder.path)/text_encoder\(number)").layout()
    #expect(try layout.weights().files.map(\.name) == ["model.safetensors"])
    #expect(try layout.tokenizer().files.map(\.name) == ["vocab.json", "merges.txt"])
  }

  @Test func namesInAnIndexStayInTheFolder() throws {
    let folder = try self.folder("model.safetensors.index.json", "model-00001-of-00001.safetensors")
    #expect(try layout(folder).shards(["./model-00001-of-00001.safetensors"]).count == 1)
    for name in ["../model-00001-of-00001.safetensors", "/etc/passwd", "a\\b", ""] {
      #expect(throws: ModelSourcesError.self) { try layout(folder).shards([name]) }
    }
  }

  @Test(arguments: ["5", "null", "{}", #""x""#, "[]", #"[{"path": 5}]"#, #"[{"path": null}]"#, #"[{"path": ["a"]}]"#])
  func aListOfModulesOfAnotherKindIsAnErrorThatNamesTheField(modules: String) throws {
    let folder = try self.folder("model.safetensors", contents: ["modules.json": modules])
    let error = #expect(throws: ModelSourcesError.self) { try weights(folder) }
    #expect(error?.description.contains("modules.json: [0].path") == true)
  }

  @Test func aLinkThatLeadsNowhereIsNamed() throws {
    let folder = try self.folder("config.json")
    let link = folder.path + "/model.safetensors"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "../blobs/gone")
    let error = ModelSourcesError.brokenLink(path: link, target: "../blobs/gone")
    #expect(throws: error) { try weights(folder) }
    #expect(throws: error) { try ModelID(parsing: link) }
  }

  @Test func severalGGUFsWithoutATokenizerBesideThemAreNamedForTheTokenizerToo() throws {
    let folder = try self.folder("b.gguf", "a.gguf")
    #expect(throws: ModelSourcesError.ambiguous(names: ["a.gguf", "b.gguf"], place: folder.path)) {
      try tokenizer(folder)
    }
  }

  @Test func aLinkThatTheUserMadeIsFollowed() throws {
    let folder = try self.folder("elsewhere/real.safetensors")
    try FileManager.default.createDirectory(atPath: folder.path + "/model", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/model/model.safetensors", withDestinationPath: "../elsewhere/real.safetensors")
    #expect(try DirectorySource(folder: folder.path + "/model").layout().weights().files.count == 1)
  }

  @Test(arguments: [
    "m-1-of-1.gguf", "m-00000-of-00002.gguf", "m-00003-of-00002.gguf", "00001-of-00002.gguf", "m-00001-of-0002.gguf",
    "m-99999999999999999999-of-99999999999999999999.gguf",
  ])
  func otherNamesAreNoParts(name: String) {
    #expect(PartNames(name) == nil)
  }

  private struct Unexpected: Error {}
}
