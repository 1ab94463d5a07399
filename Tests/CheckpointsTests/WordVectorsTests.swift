import ByteFiles
import Tensors
import TestSupport
import Testing

@testable import Checkpoints

/// Files of word vectors as gensim writes and reads them: Tests/Fixtures/word-vectors.
@Suite struct WordVectorsTests {
  struct Expected: Decodable {
    struct File: Decodable {
      var file: String
      var words: [String]?
      var shape: [Int]
      var floats: String
    }
    struct Numbers: Decodable {
      struct Text: Decodable {
        var text: String
        var bits: UInt32
      }
      var texts: [Text]
      var refused: [String]
    }
    var wordVectors: [File]
    var numbers: Numbers
    var arrays: [File]
    var archives: [File]
  }

  static func expected() throws -> Expected { try Fixture.decode(Expected.self, "word-vectors/expected.json") }

  static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// All values of a tensor as the fixtures have them.
  static func floats(_ tensor: Tensor) -> String {
    hexadecimal(
      (0..<tensor.rowCount).flatMap { tensor.row($0) }.flatMap { value in
        (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
      })
  }

  private func open(_ content: some Sequence<UInt8>) throws -> Checkpoint {
    let folder = try TemporaryFolder()
    return try Checkpoint.open(wordVectors: folder.write("v", Array(content)))
  }

  private func words(_ checkpoint: Checkpoint) -> [String] {
    (checkpoint.words ?? WordList()).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func filesAreReadAsGensimReadsThem() throws {
    for file in try Self.expected().wordVectors {
      let checkpoint = try Checkpoint.open(wordVectors: Fixture.path("word-vectors/\(file.file)"))
      #expect(try #require(checkpoint.words).map { Self.hexadecimal($0) } == file.words, "\(file.file)")
      let tensor = try checkpoint.tensor(named: "vectors")
      #expect(tensor.shape.dimensions == file.shape && Self.floats(tensor) == file.floats, "\(file.file)")
      #expect(checkpoint.format == .wordVectors && checkpoint.rowsTensor == "vectors")
    }
  }

  @Test func numbersInTextAreThoseOfNumPy() throws {
    func read(_ text: String) -> Float? {
      Array(text.utf8).withUnsafeBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return nil }
        var position = 0
        let value = DecimalNumber.read(base, &position, bytes.count)
        return position == bytes.count ? value : nil
      }
    }
    let numbers = try Self.expected().numbers
    for number in numbers.texts {
      let value = try #require(read(number.text), "\(number.text)")
      let isSame = value.isNaN && Float(bitPattern: number.bits).isNaN || value.bitPattern == number.bits
      #expect(isSame, "\(number.text): \(value)")
    }
    for text in numbers.refused { #expect(read(text) == nil, "\(text)") }
  }

  @Test func aWordMayHoldSpaces() throws {
    let checkpoint = try open("3 2\nNew York 1 2\n. . . 3 4\n7 8 5 6\n".utf8)
    #expect(words(checkpoint) == ["New York", ". . .", "7 8"])
    #expect(try checkpoint.tensor(named: "vectors").row(2) == [5, 6])
    // Without a first line the first word tells how many numbers there are.
    #expect(try words(open("a 1 2\nNew York 3 4".utf8)) == ["a", "New York"])
  }

  @Test func wordsAreBytes() throws {
    let checkpoint = try open(Array("3 1\n".utf8) + [0xE2, 0x80] + Array(" 1\n 2\na 3\n".utf8))
    #expect(try #require(checkpoint.words).map { Array($0) } == [[0xE2, 0x80], [], [0x61]])
  }

  @Test func aWordThatComesTwiceKeepsBothRows() throws {
    let checkpoint = try open("3 1\na 1\nb 2\na 3".utf8)
    #expect(words(checkpoint) == ["a", "b", "a"])
    #expect(try checkpoint.tensor(named: "vectors").row(2) == [3])
  }

  @Test func valuesMayBeNoFiniteNumbers() throws {
    let row = try open("1 3\na nan -inf Infinity\n".utf8).tensor(named: "vectors").row(0)
    #expect(row[0].isNaN && row[1] == -.infinity && row[2] == .infinity)
  }

  @Test func manyLinesAreReadInTheirOrder() throws {
    var text = ""
    for row in 0..<200_000 { text += "w\(row) \(row) 0.5 -\(row)e-2 0.125 7\n" }
    let checkpoint = try open("200000 5\n\(text)".utf8)
    let tensor = try checkpoint.tensor(named: "vectors")
    let list = try #require(checkpoint.words)
    for row in stride(from: 0, to: 200_000, by: 997) {
      #expect(list[row].elementsEqual("w\(row)".utf8))
      #expect(tensor.row(row) == [Float(row), 0.5, Float(Double("-\(row)e-2") ?? 0), 0.125, 7])
    }
  }

  /// What our own files spell where the format has no place for a byte, after a first line that ends with a tab.
  @Test(arguments: [false, true]) func spelledWordsAreReadBack(isBinary: Bool) throws {
    let all: [[UInt8]] = [
      Array("a b".utf8), [0x0A], [0], [0xFF, 0x20], Array("\\n".utf8), Array("naïve".utf8), [0x0A, 0x61], [], [0x5C],
    ]
    var file = Array("\(all.count) 1\t\n".utf8)
    for word in all {
      let spelled = WordSpelling.escaped(word)
      #expect(spelled.allSatisfy { $0 > 0x20 } && WordSpelling.plain(spelled) == word)
      file += spelled + [0x20] + (isBinary ? [0, 0, 0x80, 0x3F] : Array("1\n".utf8))
    }
    #expect(try #require(open(file).words).map { Array($0) } == all)
    #expect(try words(open("1 1\n\\x20 1".utf8)) == ["\\x20"])
  }

  @Test func noSpoiledFileEndsTheProcess() throws {
    let folder = try TemporaryFolder()
    for name in ["gensim.txt", "gensim.bin", "glove.txt"] {
      try ByteFlips.forEach(of: Fixture.bytes("word-vectors/\(name)"), stride: 3) { bytes in
        let path = try folder.write("spoiled", bytes)
        do {
          let checkpoint = try Checkpoint.open(wordVectors: path)
          _ = try checkpoint.tensor(named: "vectors").row(0)
        } catch is CheckpointError {}
      }
    }
  }
}
