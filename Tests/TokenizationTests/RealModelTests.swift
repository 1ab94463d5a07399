import Foundation
import Testing

@testable import Tokenization

/// Facts about vocabularies that are not committed: GPT-2's and BERT's.
///
/// They run when the models are there: in the folder EMBEDSCOPE_MODELS names, or `models` in the project's root.
@Suite struct RealModelTests {
  static let folder =
    ProcessInfo.processInfo.environment["EMBEDSCOPE_MODELS"]
    ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("models").path

  static func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(folder)/\(name)") }

  @Test(.enabled(if: has("gpt2/vocab.json"), "GPT-2's files are not in EMBEDSCOPE_MODELS or models/"))
  func gpt2() throws {
    let folder = Self.folder + "/gpt2"
    let tokenizer = try Tokenizer.open(vocabJSON: folder + "/vocab.json", merges: folder + "/merges.txt")
    let vocabulary = tokenizer.vocabulary
    #expect(vocabulary.count == 50_257 && vocabulary.countWithoutAdded == 50_257)
    #expect(try tokenizer.encode("the").ids == [1169] && tokenizer.encode(" the").ids == [262])
    #expect(try tokenizer.encode("Hello world").ids == [15496, 995])
    let stray = vocabulary.filter { $0.text == nil }
    #expect(stray.count == 344 && stray.filter { $0.bytes.count > 1 }.count == 216)
    #expect(vocabulary.isSpecial(50_256))
    for text in ["naïve café", "日本語 🙂", "a\u{300}\r\n"] {
      #expect(try tokenizer.decode(tokenizer.encode(text).ids) == text)
    }
    if Self.has("gpt2/tokenizer.json") {
      let same = try Tokenizer.open(tokenizerJSON: folder + "/tokenizer.json")
      #expect(Array(same.vocabulary) == Array(vocabulary))
    }
  }

  @Test(.enabled(if: has("bert-base-uncased/vocab.txt"), "BERT's files are not in EMBEDSCOPE_MODELS or models/"))
  func bert() throws {
    let tokenizer = try Tokenizer.open(vocabText: Self.folder + "/bert-base-uncased/vocab.txt")
    let vocabulary = tokenizer.vocabulary
    #expect(vocabulary.count == 30_522)
    #expect(try tokenizer.encode("the").ids == [101, 1996, 102])
    #expect(vocabulary.filter { vocabulary.isContinuation($0.id) }.count == 5_828)
    #expect(vocabulary.filter { $0.raw.hasPrefix("[unused") }.count == 994)
    #expect(vocabulary.filter(\.isSpecial).map(\.id) == [0, 100, 101, 102, 103])
  }
}
