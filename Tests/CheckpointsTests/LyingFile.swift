import ByteFiles
import Checkpoints
import Foundation
import TestSupport
import Testing

/// A file that lies or is broken, from a fixture, and a part of the error that it must give.
struct LyingFile: Decodable, Sendable, CustomTestStringConvertible {
  private struct All: Decodable { var cases: [LyingFile] }

  let name: String
  let file: Data
  let error: String

  var testDescription: String { name }

  /// All files of the fixture `name`; none where it is missing.
  static func all(_ name: String) -> [LyingFile] { (try? Fixture.decode(All.self, name).cases) ?? [] }

  /// These bytes as a source.
  static func source(_ bytes: [UInt8], path: String = "bytes") -> OwnedBytes {
    OwnedBytes(path: path, count: bytes.count) { $0.copyBytes(from: bytes) }
  }

  /// Checks that `open`, or a look at any tensor, gives an error that names the file and has ``error`` in it.
  func expectNamed(_ open: (any ByteSource) throws -> Checkpoint) {
    let found = #expect(throws: (any Error).self) {
      let checkpoint = try open(Self.source(Array(file)))
      for info in checkpoint.infos { _ = try checkpoint.tensor(named: info.name) }
    }
    let text = found.map { "\($0)" } ?? ""
    #expect(text.hasPrefix("bytes"), "\(text)")
    #expect(text.contains(error), "\(text)")
  }
}
