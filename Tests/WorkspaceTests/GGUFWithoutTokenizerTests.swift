import TestSupport
import Testing

@testable import Workspace

/// GGUF files that say themselves that they have no vocabulary.
@Suite struct GGUFWithoutTokenizerTests {
  /// A GGUF file of one pair of metadata: the tokenizer's model.
  private func file(_ kind: String) -> [UInt8] {
    func number(_ value: Int, _ bytes: Int) -> [UInt8] {
      (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    func string(_ text: String) -> [UInt8] { number(text.utf8.count, 8) + Array(text.utf8) }
    let head = Array("GGUF".utf8) + number(3, 4) + number(0, 8) + number(1, 8)
    return head + string("tokenizer.ggml.model") + number(8, 4) + string(kind)
  }

  @Test(arguments: ["none", "no_vocab"])
  func aModelByThatNameIsNone(kind: String) throws {
    let folder = try TemporaryFolder()
    let model = try OpenModel(folder.write("m.gguf", file(kind)))
    let error = #expect(throws: WorkspaceError.self) { try model.tokenizer() }
    #expect(error?.saysPartIsMissing == true)
  }

  @Test func anotherModelWithoutTokensIsBroken() throws {
    let folder = try TemporaryFolder()
    let model = try OpenModel(folder.write("m.gguf", file("llama")))
    let error = #expect(throws: WorkspaceError.self) { try model.tokenizer() }
    #expect(error?.saysPartIsMissing == false)
    #expect(error?.description.contains("tokenizer.ggml.tokens") == true)
  }
}
