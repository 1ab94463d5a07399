import Testing

@testable import Tokenization

@Suite struct PartialUTF8Tests {
  @Test func wholeTextIsItsOwnWhole() {
    #expect(PartialUTF8.completions(of: Array("é".utf8)) == [Array("é".utf8)])
    #expect(PartialUTF8.completions(of: []) == [[]])
  }

  @Test(arguments: [0xC0, 0xC1, 0xF5, 0xF8, 0xFF] as [UInt8])
  func bytesOfNoUTF8HaveNoWhole(byte: UInt8) {
    #expect(PartialUTF8.completions(of: [byte]).isEmpty)
    #expect(PartialUTF8.completions(of: [0x61, byte]).isEmpty)
  }

  /// Every piece of every character must be found to be a part of text.
  @Test func everyPieceOfACharacterHasAWhole() {
    for value in stride(from: UInt32(0x80), to: 0x110000, by: 61) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let bytes = Array(String(scalar).utf8)
      for start in bytes.indices {
        for end in (start + 1)...bytes.count {
          #expect(!PartialUTF8.completions(of: Array(bytes[start..<end])).isEmpty, "\(bytes[start..<end])")
        }
      }
    }
  }

  @Test func sequencesThatUTF8ForbidsHaveNoWhole() {
    #expect(PartialUTF8.completions(of: [0xE0, 0x80]).isEmpty)  // would be a longer form than needed
    #expect(PartialUTF8.completions(of: [0xED, 0xA0]).isEmpty)  // a surrogate
    #expect(PartialUTF8.completions(of: [0xF4, 0x90]).isEmpty)  // above U+10FFFF
    #expect(PartialUTF8.completions(of: [0x80, 0x80, 0x80, 0x80]).isEmpty)
  }
}
