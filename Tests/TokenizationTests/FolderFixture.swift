import TestSupport
import Testing

@testable import Tokenization

/// Folders of tokenizers, and what transformers makes of them for each of the inputs.
struct FolderFixture: Decodable, Sendable {
  var inputs: [String]
  var texts: [String]
  var folders: [Entry]

  struct Entry: Decodable, Sendable {
    var name: String
    /// Files of the fixture's own folder by the names that they have here.
    var models: [String: String]?
    /// Numbers of `texts` by the files' names.
    var files: [String: Int]
    var cases: [Case]
  }

  struct Case: Decodable, Sendable {
    var ids: [Int]
    /// Starts and ends in turn; none where the reference has none.
    var offsets: [Int]?
    var decoded: String
    var decodedPlain: String
  }

  /// Opens each folder of the fixture in `place` and compares ids, offsets and both decoded texts.
  static func check(_ place: String, atLeast count: Int) throws {
    let fixture = try Fixture.decode(Self.self, "\(place)/folders.json")
    #expect(fixture.folders.count > count)
    for entry in fixture.folders {
      let models = (entry.models ?? [:]).mapValues { Fixture.path("\(place)/\($0)") }
      let tokenizer = try open(entry.files.mapValues { fixture.texts[$0] }, beside: models, name: entry.name)
      for (text, expected) in zip(fixture.inputs, entry.cases) {
        let shown = Comment(rawValue: "\(entry.name): \(text.debugDescription.prefix(60))")
        let found = try tokenizer.encode(text)
        #expect(found.ids == expected.ids, shown)
        #expect(try tokenizer.tokenIDs(of: text) == expected.ids, shown)
        if let offsets = expected.offsets {
          #expect(found.offsets.flatMap { [$0.lowerBound, $0.upperBound] } == offsets, shown)
        }
        #expect(try tokenizer.decode(expected.ids).utf8.elementsEqual(expected.decoded.utf8), shown)
        let plain = try tokenizer.decode(expected.ids, skipSpecialTokens: true)
        #expect(plain.utf8.elementsEqual(expected.decodedPlain.utf8), shown)
      }
    }
  }

  /// Writes `files` into a folder beside files that lie elsewhere, and opens it.
  static func open(
    _ files: [String: String], beside paths: [String: String] = [:], name: String = "model"
  ) throws -> Tokenizer {
    let folder = try TemporaryFolder()
    var paths = paths
    for (file, text) in files { paths[file] = try folder.write(file, text) }
    return try Tokenizer.open(folder: TokenizerFolder(place: name, files: paths))
  }
}
