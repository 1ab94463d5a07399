/// Strict UTF-8, as Unicode's table 3-7 defines it: no overlong form, no surrogate, nothing above U+10FFFF.
package enum UTF8Validation {
  /// The offset of the first byte that breaks UTF-8, or nil when all of it is valid.
  package static func firstInvalidOffset(_ bytes: UnsafeRawBufferPointer) -> Int? {
    var index = 0
    let count = bytes.count
    while index < count {
      // Eight ASCII bytes at a time: nearly all of every vocabulary and header.
      while index &+ 8 <= count,
        bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        index &+= 8
      }
      guard index < count else { break }
      let length = sequenceLength(bytes, at: index)
      guard length > 0 else { return index }
      index &+= length
    }
    return nil
  }

  /// The length of the valid sequence that starts at `index`, or 0 when none does.
  package static func sequenceLength(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
    let first = bytes[index]
    if first < 0x80 { return 1 }
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if first == 0xE0 { second = 0xA0...0xBF }
      if first == 0xED { second = 0x80...0x9F }
    case 0xF0...0xF4:
      length = 4
      if first == 0xF0 { second = 0x90...0xBF }
      if first == 0xF4 { second = 0x80...0x8F }
    default: return 0
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
    for position in (index + 2)..<max(index + 2, index + length) where !(0x80...0xBF).contains(bytes[position]) {
      return 0
    }
    return length
  }
}
