import ByteFiles
import Tensors
import TestSupport
import Testing

@testable import Checkpoints

/// NumPy's files as NumPy reads them: Tests/Fixtures/word-vectors.
@Suite struct NumPyFileTests {
  @Test func arraysOfEveryTypeOrderAndVersionAreRead() throws {
    for file in try WordVectorsTests.expected().arrays {
      let checkpoint = try Checkpoint.open(npy: Fixture.path("word-vectors/\(file.file)"))
      let tensor = try checkpoint.tensor(named: "array")
      #expect(tensor.shape.dimensions == file.shape, "\(file.file)")
      #expect(WordVectorsTests.floats(tensor) == file.floats, "\(file.file)")
      #expect(checkpoint.format == .npy && checkpoint.rowsTensor == "array" && checkpoint.words == nil)
    }
  }

  @Test func archivesGiveRowsAndWords() throws {
    for file in try WordVectorsTests.expected().archives {
      let checkpoint = try Checkpoint.open(npz: Fixture.path("word-vectors/\(file.file)"))
      let rows = try checkpoint.tensor(named: #require(checkpoint.rowsTensor))
      #expect(rows.shape.dimensions == file.shape && WordVectorsTests.floats(rows) == file.floats, "\(file.file)")
      #expect(try #require(checkpoint.words).map { WordVectorsTests.hexadecimal($0) } == file.words, "\(file.file)")
    }
  }

  /// The checksum of what is stored without compression is looked at, too, as NumPy does.
  @Test func aStoredArrayWithAWrongByteIsRefused() throws {
    let folder = try TemporaryFolder()
    var bytes = try NumPyArchive.bytes([("rows", NumPyArray([1.0, 2, 3, 4], shape: [2, 2]))])
    let path = try folder.write("whole.npz", bytes)
    #expect(try Checkpoint.open(npz: path).tensor(named: "rows").row(1) == [3, 4])
    let value = try #require(bytes.indices.first { bytes[$0...].starts(with: [0, 0, 0, 0, 0, 0, 8, 0x40]) })
    bytes[value + 6] ^= 1
    let broken = try folder.write("broken.npz", bytes)
    let error = #expect(throws: CheckpointError.self) { try Checkpoint.open(npz: broken).tensor(named: "rows") }
    guard case .zip(broken, .checksum(member: "rows.npy", _, _))? = error else { return #expect(error == nil) }
  }

  @Test func aTypeThatCannotBeReadIsDescribedAndRefusedByName() throws {
    let path = Fixture.path("word-vectors/f4-big-endian.npy")
    let checkpoint = try Checkpoint.open(npy: path)
    #expect(checkpoint.infos.map(\.typeName) == [">f4"])
    #expect(throws: CheckpointError.unreadableType(file: path, tensor: "array", type: ">f4")) {
      try checkpoint.tensor(named: "array")
    }
  }

  @Test func everyTextHasItsCharactersAndBack() {
    let words: [[UInt8]] = [[], [0], [0x61, 0, 0], [0, 0x61], [0xE2, 0x80], Array("東京😀".utf8), [0xED, 0xB2, 0x80]]
    for word in words {
      let characters = NumPyText.characters(of: word).map(\.littleEndian) + [0, 0]
      #expect(characters.withUnsafeBytes { NumPyText.bytes(of: $0) } == word)
    }
  }

  @Test func noSpoiledFileEndsTheProcess() throws {
    let folder = try TemporaryFolder()
    for name in ["f4-fortran.npy", "version-3.npy", "words.npz", "compressed.npz"] {
      try ByteFlips.forEach(of: Fixture.bytes("word-vectors/\(name)"), stride: 2) { bytes in
        let path = try folder.write("spoiled", bytes)
        do {
          let checkpoint = try name.hasSuffix("npz") ? Checkpoint.open(npz: path) : Checkpoint.open(npy: path)
          for info in checkpoint.infos { _ = try checkpoint.tensor(named: info.name).rowCount }
        } catch is CheckpointError {} catch is ByteFilesError {}
      }
    }
  }
}

/// A `.npy` file with one flaw, and the place that its error must name.
struct NumPyLie: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let bytes: [UInt8]
  let field: String
  let found: String

  init(_ name: String, _ header: String, values: Int = 4, _ field: String, _ found: String) {
    self.init(name, bytes: Self.file(header, values: values), field, found)
  }

  init(_ name: String, bytes: [UInt8], _ field: String, _ found: String) {
    testDescription = name
    self.bytes = bytes
    self.field = field
    self.found = found
  }

  static func file(_ header: String, values: Int = 4, version: [UInt8] = [1, 0]) -> [UInt8] {
    let count = header.utf8.count
    return [0x93] + Array("NUMPY".utf8) + version + [UInt8(count & 255), UInt8(count >> 8)] + Array(header.utf8)
      + [UInt8](repeating: 0, count: values)
  }

  private static let plain = "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }"

  static let all: [NumPyLie] = [
    .init("another file", bytes: Array("PK..........".utf8), "byte 0", "12 bytes of another kind"),
    .init("version 4", bytes: file(plain, version: [4, 0]), "the version", "4.0"),
    .init("version 1.1", bytes: file(plain, version: [1, 1]), "the version", "1.1"),
    .init("an absurd length", bytes: file(plain, version: [2, 0]), "the header's length", "662372409"),
    .init("a length past the end", bytes: Array(file(plain).prefix(20)), "the header's length", "57"),
    .init(
      "code for a shape", "{'descr': '<f4', 'fortran_order': False, 'shape': (__import__('os').system('id'),)}",
      "shape", "“__import__('os').system('id'),)}”"),
    .init("code for a header", "exec('import os')", "header", "“exec('import os')”"),
    .init("code behind it", plain + " or print(1)", "header", "“or print(1)”"),
    .init("a sum for a dimension", "{'descr': '<f4', 'fortran_order': False, 'shape': (1+0,)}", "shape", "“+0,)}”"),
    .init("a number for a shape", "{'descr': '<f4', 'fortran_order': False, 'shape': (1)}", "shape", "“)}”"),
    .init("below zero", "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}", "shape", "“-1,)}”"),
    .init(
      "a dimension beyond 64 bits", "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}",
      "shape", "“99999999999999999999,)}”"),
    .init(
      "neither True nor False", "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}", "fortran_order",
      "“0, 'shape': (1,)}”"),
    .init(
      "a structure", "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}", "descr",
      "“[('a', '<f4')], 'fortran_order': False, ”"),
    .init("an unknown type", "{'descr': '<q9', 'fortran_order': False, 'shape': (1,)}", "descr", "“<q9”"),
    .init(
      "a key twice", "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}", "header", "“descr”"),
    .init("another key", "{'descr': '<f4', 'order': False, 'shape': (1,)}", "header", "“order”"),
    .init("a key missing", "{'descr': '<f4', 'shape': (1,)}", "header", "no fortran_order"),
    .init("a string without end", "{'descr': '<f4", "descr", "“'<f4”"),
    .init("too few values", plain, values: 3, "the values of <f4 [1]", "3 (it may be an incomplete download)"),
    .init("too many values", plain, values: 8, "the values of <f4 [1]", "8 (it may hold several arrays)"),
  ]
}

@Suite struct NumPyLieTests {
  @Test(arguments: NumPyLie.all) func eachIsFoundAndNamed(lie: NumPyLie) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.npy", lie.bytes)
    do {
      _ = try Checkpoint.open(npy: path)
      Issue.record("it is read")
    } catch CheckpointError.field(let file, let field, _, let found) {
      #expect(file == path && field == lie.field && found == lie.found)
    }
  }

  @Test func sizesThatOverflowAreRefused() throws {
    let folder = try TemporaryFolder()
    let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (4611686018427387904, 4), }"
    let path = try folder.write("a.npy", NumPyLie.file(header))
    #expect(throws: CheckpointError.self) { try Checkpoint.open(npy: path) }
  }
}
