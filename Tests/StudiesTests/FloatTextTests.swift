import Studies
import Testing

/// Floats as text: the shortest decimal that gives the same float back.
@Suite struct FloatTextTests {
  private func text(_ value: Float) -> String {
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: FloatText.mostBytes)
    defer { buffer.deallocate() }
    let count = FloatText.write(value, to: buffer)
    return String(decoding: UnsafeBufferPointer(start: buffer, count: count), as: UTF8.self)
  }

  @Test(
    arguments: [
      (0, "0.0"), (-0.0, "-0.0"), (1, "1.0"), (-12.5, "-12.5"), (0.1, "0.1"), (1e-4, "0.0001"), (9.9e-5, "9.9e-05"),
      (-1.25e-7, "-1.25e-07"), (16_777_216, "16777216.0"), (1e8, "100000000.0"), (3.4028235e38, "3.4028235e+38"),
      (.leastNonzeroMagnitude, "1e-45"), (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "nan"),
      (2_262_924.25, "2262924.2"),
    ] as [(Float, String)])
  func knownValues(value: Float, expected: String) {
    #expect(text(value) == expected || value == 1e8 && text(value) == "1e+08")
  }

  /// Every exponent with many mantissas: as short as the standard library's text, and the same float back even where it is
  /// rounded to 64 bits first.
  @Test func anyFloatComesBack() throws {
    var state: UInt32 = 1
    for exponent in 0..<255 as Range<UInt32> {
      for _ in 0..<200 {
        state = state &* 1_664_525 &+ 1_013_904_223
        let value = Float(bitPattern: exponent << 23 | state >> 9)
        let text = text(value)
        #expect(Float(text) == value)
        #expect(try Float(#require(Double(text))) == value)
        #expect(digits(text) == digits(value.description))
      }
    }
  }

  private func digits(_ text: String) -> [UInt8] {
    let all = text.utf8.prefix { $0 != UInt8(ascii: "e") }.filter { $0 != UInt8(ascii: ".") }
    return Array(all.drop { $0 == UInt8(ascii: "0") }.reversed().drop { $0 == UInt8(ascii: "0") }.reversed())
  }
}
