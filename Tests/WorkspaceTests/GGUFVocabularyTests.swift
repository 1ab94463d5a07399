import Checkpoints
import ModelSources
import TestSupport
import Testing
import Tokenization

@testable import Workspace

/// Vocabularies in GGUF files against the ids that llama.cpp gives, for every name of a splitting and every model.
@Suite struct GGUFVocabularyTests {
  /// `cases.json`, as Scripts/fixtures/gguf_vocabularies.py writes it.
  private struct Cases: Decodable {
    var named: [String: [Named]]
    var single: [String: [Single]]

    struct Named: Decodable {
      var text: String
      var ids: [Group]
    }

    struct Group: Decodable {
      var names: [String]
      var ids: [Int]
    }

    struct Single: Decodable {
      var text: String
      var ids: [Int]
    }
  }

  private func vocabulary(_ name: String) throws -> GGUFVocabulary {
    let path = Fixture.path("gguf/\(name).gguf")
    let metadata = try #require(try Checkpoint.open(gguf: path).gguf)
    return try GGUFVocabulary(metadata, file: path)
  }

  @Test func everyNameSplitsAsTheReferenceDoes() throws {
    let cases = try Fixture.decode(Cases.self, "gguf/cases.json")
    #expect(cases.named.values.flatMap { $0.flatMap { $0.ids.flatMap(\.names) } }.count > 2000)
    for (file, rows) in cases.named {
      var gguf = try vocabulary(file)
      for name in Set(rows.flatMap { $0.ids.flatMap(\.names) }) {
        gguf.pre = name
        let tokenizer = try Tokenizer(gguf: gguf)
        for row in rows {
          let expected = row.ids.first { $0.names.contains(name) }?.ids
          #expect(try tokenizer.tokenIDs(of: row.text) == expected, "\(name): \(row.text.debugDescription)")
        }
      }
    }
  }

  @Test(arguments: ["gemma4", "pieces", "unigram", "words"])
  func everyModelEncodesAsTheReferenceDoes(file: String) throws {
    let tokenizer = try Tokenizer(gguf: vocabulary(file))
    let rows = try #require(try Fixture.decode(Cases.self, "gguf/cases.json").single[file])
    #expect(rows.count > 20)
    for row in rows {
      #expect(try tokenizer.tokenIDs(of: row.text) == row.ids, "\(row.text.debugDescription)")
      // Offsets or not, ids are the same.
      #expect(try tokenizer.encode(row.text).ids == row.ids)
    }
  }

  @Test func anOpenModelTakesAPattern() throws {
    let path = Fixture.path("gguf/pairs.gguf")
    let model = OpenModel(source: try ModelID(parsing: path).source(settings: nil), pattern: "qwen2")
    var gguf = try vocabulary("pairs")
    gguf.pre = "qwen2"
    let text = "it's 12345 x"
    #expect(try model.tokenizer().tokenIDs(of: text) == Tokenizer(gguf: gguf).tokenIDs(of: text))
    #expect(try OpenModel(path).tokenizer().tokenIDs(of: text) != Tokenizer(gguf: gguf).tokenIDs(of: text))
  }
}
