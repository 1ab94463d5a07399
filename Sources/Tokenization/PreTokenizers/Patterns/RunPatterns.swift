/// `\p{N}{1,3}`: numbers, three at most in a piece.
struct NumberPattern: SplitScanner, Sendable, Equatable {
  static let matchesEverywhere = false

  /// How many numbers make a piece at most.
  var limit = 3

  @inline(__always)
  func end(of bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit end: Int) -> Int {
    ScalarRun.end(of: .number, bytes, from: start, limit: end, atMost: limit)
  }
}

/// `[一-龥぀-ゟ゠-ヿ]+`: runs of Chinese and Japanese characters, as DeepSeek has them.
struct IdeographPattern: SplitScanner, Sendable, Equatable {
  static let matchesEverywhere = false

  @inline(__always)
  func end(of bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int) -> Int {
    var index = start
    // All of them have three bytes, the first E3 to E9.
    while index < limit, bytes[index] &- 0xE3 <= 6 {
      let value = UTF8Scalars.decode(bytes, at: index).value
      guard (0x4E00...0x9FA5).contains(value) || (0x3040...0x30FF).contains(value) else { break }
      index += 3
    }
    return index
  }
}

/// ` {2,}`: runs of spaces, as the normalizers of T5 and XLM-R have them.
struct SpacesPattern: SplitScanner, Sendable, Equatable {
  static let matchesEverywhere = false

  @inline(__always)
  func end(of bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int) -> Int {
    var index = start
    while index < limit, bytes[index] == UInt8(ascii: " ") { index += 1 }
    return index - start >= 2 ? index : start
  }
}
