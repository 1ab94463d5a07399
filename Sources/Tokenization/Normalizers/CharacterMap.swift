import ByteFiles

/// SentencePiece's `precompiled_charsmap`: strings, and what each of them becomes.
///
/// The bytes hold the size of a trie (4 bytes, little-endian), the trie, and all replacements, each ended by a NUL. The trie is
/// a double array as the library Darts-clone writes it: units of 32 bits, of which a node's has its label in the low 8, bit 8
/// for a value, and the way to its children in the upper 22; a value's unit has bit 31 set and the position of a replacement.
/// Source: sentencepiece, normalizer.cc and third_party/darts_clone/darts.h.
struct CharacterMap: Sendable, Equatable {
  private let units: [UInt32]
  private let replacements: [UInt8]

  /// The most bytes that one string may become: far more than any script needs, and a bound to what a text can grow.
  private static let longestReplacement = 4096

  /// Reads and checks the bytes of a map.
  ///
  /// - Throws: ``TokenizationError/unexpected(file:field:expected:found:)``, naming `field` of `file`.
  init(_ bytes: [UInt8], file: String, field: String) throws {
    func check(_ holds: Bool, _ expected: String, _ found: @autoclosure () -> String) throws {
      guard !holds else { return }
      throw TokenizationError.unexpected(file: file, field: field, expected: expected, found: found())
    }
    try check(bytes.count >= 4, "a precompiled map", "\(bytes.count) bytes")
    func unit(at start: Int) -> UInt32 {
      UInt32(bytes[start]) | UInt32(bytes[start + 1]) << 8 | UInt32(bytes[start + 2]) << 16 | UInt32(bytes[start + 3])
        << 24
    }
    let size = Int(unit(at: 0))
    try check(size > 0 && size % 4 == 0, "a trie of whole units of 4 bytes", "a size of \(size) bytes")
    try check(size <= bytes.count - 4, "a trie of \(size) bytes", "\(bytes.count - 4) bytes")
    units = stride(from: 4, to: 4 + size, by: 4).map(unit)
    replacements = Array(bytes[(4 + size)...])
    let invalid = replacements.withUnsafeBytes { UTF8Validation.firstInvalidOffset($0) }
    try check(invalid == nil, "replacements in UTF-8", "other bytes at \(4 + size + (invalid ?? 0))")
    for index in units.indices where Self.hasValue(units[index]) {
      try check(isValid(valueOf: index), "values that lie in the map", "unit \(index) of the trie with another")
    }
  }

  /// The replacement of the shortest of the map's strings that `bytes[range]` begins with; nil when it begins with none.
  func firstMatch(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    var found: Range<Int>?
    forEachPrefix(of: bytes, range) { _, replacement in
      found = replacement
      return false
    }
    return found
  }

  /// The length of the longest of the map's strings that stands in `bytes` at `start` and ends with a scalar, and its
  /// replacement.
  func longestMatch(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (length: Int, replacement: Range<Int>)? {
    var found: (length: Int, replacement: Range<Int>)?
    forEachPrefix(of: bytes, start..<bytes.count) { length, replacement in
      let end = start + length
      if end == bytes.count || !UTF8Scalars.isContinuation(bytes[end]) { found = (length, replacement) }
      return true
    }
    return found
  }

  /// Calls `body` with the bytes of a replacement.
  func withBytes<Result>(_ replacement: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows
    -> Result
  {
    try replacements.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[replacement])) }
  }

  /// Calls `body` with each of the map's strings that `bytes[range]` begins with, from the shortest on, until it answers false.
  @inline(__always)
  private func forEachPrefix(
    of bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ body: (Int, Range<Int>) -> Bool
  ) {
    var node = Self.offset(units[0])
    for index in range {
      let byte = bytes[index]
      // Strings in the map end at a NUL: none holds one. Each step goes one byte on, so that no map can make this endless.
      let child = node ^ Int(byte)
      guard byte != 0, child < units.count, units[child] & 0x8000_00FF == UInt32(byte) else { return }
      node = child ^ Self.offset(units[child])
      if Self.hasValue(units[child]), !body(index + 1 - range.lowerBound, replacement(at: value(at: node))) { return }
    }
  }

  // MARK: Units

  private static func hasValue(_ unit: UInt32) -> Bool { unit & 0x8000_0100 == 0x100 }

  /// What leads from a node's position to its children's, by exclusive or.
  @inline(__always)
  private static func offset(_ unit: UInt32) -> Int { Int(unit >> 10) << Int((unit & 1 << 9) >> 6) }

  private func value(at index: Int) -> Int { Int(units[index] & 0x7FFF_FFFF) }

  private func replacement(at start: Int) -> Range<Int> {
    start..<(replacements[start...].firstIndex(of: 0) ?? replacements.count)
  }

  /// Whether the value of the node at `index` is in the trie, and its replacement whole scalars and not too long.
  private func isValid(valueOf index: Int) -> Bool {
    let position = index ^ Self.offset(units[index])
    guard position < units.count, value(at: position) <= replacements.count else { return false }
    let start = value(at: position)
    if start < replacements.count, UTF8Scalars.isContinuation(replacements[start]) { return false }
    let rest = replacements[start...].prefix(Self.longestReplacement)
    return rest.contains(0) || start + rest.count == replacements.count && rest.count < Self.longestReplacement
  }
}
