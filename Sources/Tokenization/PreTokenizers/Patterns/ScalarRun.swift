/// Where runs of scalars end: what the scanners are made of.
enum ScalarRun {
  /// The end of the run of letters, or of the categories `letters`, which include them, from `start` on.
  @inline(__always)
  static func endOfLetters(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int, _ letters: CategorySet = .letter
  ) -> Int {
    var index = start
    while index < limit {
      index = endOfASCIILetters(bytes, from: index, limit: limit)
      guard index < limit, bytes[index] >= 0x80 else { return index }
      let (value, length) = UTF8Scalars.decode(bytes, at: index)
      if CategorySet.of(value).isDisjoint(with: letters) { return index }
      index += length
    }
    return index
  }

  /// The end of the run of ASCII letters from `start` on: eight bytes at a time.
  @inline(__always)
  static func endOfASCIILetters(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int) -> Int {
    var index = start
    while index + 8 <= limit {
      // SAFETY: `limit` is not above `bytes.count`, and the eight bytes from `index` on lie below it.
      let word = UInt64(
        littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let others = ~letterBits(word) & 0x8080_8080_8080_8080
      if others != 0 { return index + others.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < limit, isASCIILetter(bytes[index]) { index += 1 }
    return index
  }

  /// Sets the highest bit of each byte of `word` that is an ASCII letter.
  @inline(__always)
  private static func letterBits(_ word: UInt64) -> UInt64 {
    let lower = word & 0x7F7F_7F7F_7F7F_7F7F | 0x2020_2020_2020_2020
    // Both sums stay below 256 in each byte: the first passes 0x7F from "a" on, the second behind "z".
    let fromA = lower &+ 0x1F1F_1F1F_1F1F_1F1F
    let behindZ = lower &+ 0x0505_0505_0505_0505
    return fromA & ~behindZ & ~word
  }

  @inline(__always)
  static func isASCIILetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// The end of the run of scalars of the categories `set` from `start` on.
  @inline(__always)
  static func end(
    of set: CategorySet, _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int, atMost most: Int = .max
  ) -> Int {
    var index = start
    var count = 0
    while index < limit, count < most {
      let (kind, length) = category(bytes, at: index)
      if kind.isDisjoint(with: set) { break }
      index += length
      count += 1
    }
    return index
  }

  /// The category of the scalar at `index`, and its length in bytes.
  @inline(__always)
  static func category(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (kind: CategorySet, length: Int) {
    let byte = bytes[index]
    if byte < 0x80 { return (CategorySet.ofASCII(byte), 1) }
    let (value, length) = UTF8Scalars.decode(bytes, at: index)
    return (CategorySet.of(value), length)
  }

  /// The end of the bytes that are `first`, `second` or `third`, from `start` on.
  @inline(__always)
  static func endOfBytes(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int, _ first: UInt8, _ second: UInt8, _ third: UInt8
  ) -> Int {
    var index = start
    while index < limit, bytes[index] == first || bytes[index] == second || bytes[index] == third { index += 1 }
    return index
  }

  /// `\s+(?!\S)|\s+`, where white space stands at `start`: the run, but one character less where something follows, unless it is
  /// the only one.
  static func endOfSpaces(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int) -> Int {
    var index = start
    var last = start
    while index < limit {
      let (kind, length) = category(bytes, at: index)
      guard !kind.isDisjoint(with: .whitespace) else { return last > start ? last : index }
      last = index
      index += length
    }
    return index
  }

  /// `\s*[\r\n]+|\s+(?!\S)|\s+`, where white space stands at `start`: up to the last line end in the run, if there is one.
  ///
  /// - Parameter wholeAtEnd: Whether `\s++$` comes first: at the end of the text, the run is one.
  static func endOfLines(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int, wholeAtEnd: Bool = false
  ) -> Int {
    var index = start
    var last = start
    var line = start
    while index < limit {
      let (kind, length) = category(bytes, at: index)
      if kind.isDisjoint(with: .whitespace) { break }
      last = index
      index += length
      if bytes[last] == 0x0A || bytes[last] == 0x0D { line = index }
    }
    if index == limit, wholeAtEnd || line == start { return limit }
    if line > start { return line }
    return last > start ? last : index
  }
}
