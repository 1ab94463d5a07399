import ModelSources
import TestSupport
import Testing

@Suite struct ModelIDTests {
  @Test func hubIDs() throws {
    #expect(try ModelID(parsing: "gpt2") == .hub(repository: "gpt2", revision: "main"))
    #expect(try ModelID(parsing: "org/name") == .hub(repository: "org/name", revision: "main"))
    #expect(try ModelID(parsing: "org/name@v1.0") == .hub(repository: "org/name", revision: "v1.0"))
    #expect(try ModelID(parsing: "gpt2@refs/pr/7") == .hub(repository: "gpt2", revision: "refs/pr/7"))
    #expect(try ModelID(parsing: "gpt2", revision: "dev") == .hub(repository: "gpt2", revision: "dev"))
    #expect(try ModelID(parsing: "gpt2@dev", revision: "dev") == .hub(repository: "gpt2", revision: "dev"))
  }

  @Test func hubAddresses() throws {
    #expect(try ModelID(parsing: "hf://org/name") == .hub(repository: "org/name", revision: "main"))
    #expect(try ModelID(parsing: "hf://models/org/name@dev") == .hub(repository: "org/name", revision: "dev"))
    #expect(
      try ModelID(parsing: "hf://org/name@dev/sub/a.gguf")
        == .hub(repository: "org/name", revision: "dev", file: "sub/a.gguf"))
    #expect(
      try ModelID(parsing: "hf://org/name/a.gguf") == .hub(repository: "org/name", revision: "main", file: "a.gguf"))
    #expect(
      try ModelID(parsing: "hf://org/name@refs/pr/3/a.gguf")
        == .hub(repository: "org/name", revision: "refs/pr/3", file: "a.gguf"))
    #expect(throws: ModelSourcesError.self) { try ModelID(parsing: "hf://datasets/org/name") }
    #expect(throws: ModelSourcesError.self) { try ModelID(parsing: "hf://org/name@main/../x") }
  }

  @Test func whatExistsWins() throws {
    // The tests run in the package's folder, where this is a folder and would be a well-formed hub id.
    #expect(try ModelID(parsing: "Sources/ByteFiles") == .folder(path: "Sources/ByteFiles"))
    #expect(try ModelID(parsing: "Package.swift") == .file(path: "Package.swift"))
    let folder = try TemporaryFolder()
    let path = try folder.write("name@dev/config.json", "{}")
    #expect(try ModelID(parsing: folder.path + "/name@dev") == .folder(path: folder.path + "/name@dev"))
    #expect(try ModelID(parsing: path) == .file(path: path))
  }

  @Test(arguments: [
    "", "../x/y/z", "a/b/c", "-gpt2", "gpt2-", ".gpt2", "gpt2.", "a--b", "a..b", "a.git", "a b", "a\u{0}b", "a\nb", "é",
    "org/", "/name", "org//name", "gpt2@", "gpt2@../x", "gpt2@a b", "gpt2@a..b", "gpt2@/main", "gpt2@.hidden",
    "gpt2@a\u{1B}", "hf://", "hf://@main", "~nobody", "./missing", "missing.gguf", "missing/",
  ])
  func refusesOthers(_ argument: String) {
    #expect(throws: ModelSourcesError.self) { try ModelID(parsing: argument) }
  }

  @Test func refusesLongNames() {
    #expect(throws: ModelSourcesError.self) { try ModelID(parsing: String(repeating: "a", count: 97)) }
    #expect(throws: ModelSourcesError.self) { try ModelID(parsing: String(repeating: "a", count: 5000)) }
    #expect(throws: ModelSourcesError.self) { try ModelID(parsing: "a@" + String(repeating: "a", count: 201)) }
  }

  @Test func twoRevisionsContradict() {
    #expect(throws: ModelSourcesError.self) { try ModelID(parsing: "gpt2@dev", revision: "main") }
  }

  @Test func errorsSayWhatIsExpected() throws {
    let error = #expect(throws: ModelSourcesError.self) { try ModelID(parsing: "a--b") }
    #expect(error?.description.contains("“a--b” is no model") == true)
    #expect(error?.description.contains("expected a folder, a GGUF or tokenizer file, or a hub id") == true)
    #expect(
      #expect(throws: ModelSourcesError.self) { try ModelID(parsing: "./missing") }?.description
        == "./missing: no such file or folder")
  }

  @Test func displayNames() throws {
    #expect(try ModelID(parsing: "gpt2").displayName == "gpt2")
    #expect(try ModelID(parsing: "gpt2@dev").displayName == "gpt2@dev")
    #expect(ModelID.folder(path: "/models/tiny/").displayName == "tiny")
    #expect(ModelID.file(path: "a/b.gguf").displayName == "b.gguf")
  }

  @Test(arguments: [
    ("https://huggingface.co/gpt2", "gpt2", "main", nil),
    ("https://huggingface.co/org/name?library=x#top", "org/name", "main", nil),
    ("https://hf.co/org/name/tree/v1.0", "org/name", "v1.0", nil),
    ("https://huggingface.co/org/name/blob/main/sub/model.gguf", "org/name", "main", "sub/model.gguf"),
    ("https://huggingface.co/org/name/resolve/refs/pr/3/model.gguf", "org/name", "refs/pr/3", "model.gguf"),
  ])
  func aPastedAddressIsItsModel(address: String, repository: String, revision: String, file: String?) throws {
    #expect(try ModelID(parsing: address) == .hub(repository: repository, revision: revision, file: file))
  }

  @Test func addressesOfOtherHostsAreNoModels() {
    #expect(throws: ModelSourcesError.self) { try ModelID(parsing: "https://example.org/org/name") }
    #expect(throws: ModelSourcesError.self) { try ModelID(parsing: "https://huggingface.co/datasets/squad") }
  }
}
