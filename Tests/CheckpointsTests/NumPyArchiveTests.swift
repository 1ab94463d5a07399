import Checkpoints
import TestSupport
import Testing

/// Files as `numpy.save` writes them: Tests/Fixtures/analysis/neighbors.json.
@Suite struct NumPyArchiveTests {
  private struct Written: Decodable {
    struct File: Decodable {
      var hex: String
      var crc: UInt32
    }
    var npy: [String: File]
  }

  private let files: [String: Written.File]

  init() throws {
    files = try Fixture.decode(Written.self, "analysis/neighbors.json").npy
  }

  private func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static let arrays = [
    "ids": NumPyArray([1, 2, -1, 70000, 0, 5] as [Int32], shape: [2, 3]),
    "scores": NumPyArray([0.1, .nan, -2.5] as [Double], shape: [3]),
    "text": NumPyArray("cosine"),
  ]

  @Test(arguments: ["ids", "scores", "text"]) func arraysHaveTheBytesOfNumPy(name: String) throws {
    #expect(try hexadecimal(#require(Self.arrays[name]).bytes) == #require(files[name]).hex)
  }

  @Test func anArchiveHoldsItsFiles() throws {
    let ids = NumPyArray([1, 2, -1, 70000, 0, 5] as [Int32], shape: [2, 3])
    let text = NumPyArray("cosine")
    let archive = try NumPyArchive.bytes([("ids", ids), ("text", text)])
    let little = { (offset: Int, count: Int) in
      (0..<count).reduce(0) { $0 | Int(archive[offset + $1]) << (8 * $1) }
    }
    // Local header, checksum, sizes, name, bytes.
    let checksum = try #require(files["ids"]).crc
    #expect(little(0, 4) == 0x0403_4B50 && little(14, 4) == Int(checksum))
    #expect(little(18, 4) == ids.bytes.count && little(22, 4) == ids.bytes.count)
    #expect(Array(archive[30..<37]) == Array("ids.npy".utf8))
    #expect(Array(archive[37..<37 + ids.bytes.count]) == ids.bytes)
    // The end tells of two entries and where the directory is.
    let end = archive.count - 22
    #expect(little(end, 4) == 0x0605_4B50 && little(end + 10, 2) == 2)
    let directory = little(end + 16, 4)
    #expect(little(directory, 4) == 0x0201_4B50 && directory + little(end + 12, 4) == end)
    let second = directory + 46 + 7
    #expect(little(second, 4) == 0x0201_4B50)
    #expect(little(second + 42, 4) == 37 + ids.bytes.count)
    #expect(try NumPyArchive.bytes([("ids", ids), ("text", text)]) == archive)
  }
}
