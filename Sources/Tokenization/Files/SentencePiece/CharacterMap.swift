import ByteFiles

/// SentencePiece's replacements of characters, as its models hold them (`precompiled_charsmap`).
///
/// A double array over the bytes of what is replaced (Aoe 1989, in the form of Darts-clone), whose values are places in a block
/// of replacements, each ended by NUL. Of several that fit the longest counts. The array comes from a file: each step is
/// checked against its end.
struct CharacterMap: Sendable, Equatable {
  private let units: [UInt32]
  /// The replacements; ends in NUL.
  private let replacements: [UInt8]

  /// The map that `data` holds; nil for no data.
  ///
  /// - Throws: ``TokenizationError`` naming `field` of `file` for data of another form.
  init?(_ data: [UInt8], file: String, field: String) throws {
    guard !data.isEmpty else { return nil }
    func unexpected(_ expected: String, _ found: String) -> TokenizationError {
      .unexpected(file: file, field: field, expected: expected, found: found)
    }
    guard data.count > 4 else { throw unexpected("a size of four bytes and a map", "\(data.count) bytes") }
    let size = (0..<4).reduce(0) { $0 | Int(data[$1]) << (8 * $1) }
    guard size > 0, size % 4 == 0, size < data.count - 4 else {
      throw unexpected("an array of whole units, smaller than \(data.count - 4) bytes", "\(size) bytes")
    }
    guard data.last == 0 else { throw unexpected("replacements that end in NUL", "\(data[data.count - 1])") }
    units = (0..<size / 4).map { unit in
      (0..<4).reduce(0) { $0 | UInt32(data[4 + unit * 4 + $1]) << UInt32(8 * $1) }
    }
    replacements = Array(data[(4 + size)...])
    if let offset = replacements.withUnsafeBytes(UTF8Validation.firstInvalidOffset) {
      throw unexpected("replacements in UTF-8", "an invalid byte at \(4 + size + offset)")
    }
  }

  /// The longest string of the map that `bytes` have at `start`, and what to put in its place.
  func longestMatch(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (length: Int, replacement: Range<Int>)? {
    var node = Int(Self.offset(units[0]))
    var index = start
    var match: (length: Int, place: Int)?
    while index < bytes.count {
      node ^= Int(bytes[index])
      guard units.indices.contains(node), units[node] & 0x8000_00FF == UInt32(bytes[index]) else { break }
      let unit = units[node]
      node ^= Int(Self.offset(unit))
      index += 1
      guard unit >> 8 & 1 == 1 else { continue }
      guard units.indices.contains(node) else { break }
      // What is not made of whole characters fits no text: the file lies.
      let place = Int(units[node] & 0x7FFF_FFFF)
      if isBoundary(bytes, index), place < replacements.count, isBoundary(replacements, place) {
        match = (index - start, place)
      }
    }
    guard let match else { return nil }
    return (match.length, match.place..<(replacements[match.place...].firstIndex(of: 0) ?? match.place))
  }

  private func isBoundary(_ bytes: some RandomAccessCollection<UInt8>, _ index: Int) -> Bool {
    let index = bytes.index(bytes.startIndex, offsetBy: index)
    return index == bytes.endIndex || !UTF8Scalars.isContinuation(bytes[index])
  }

  /// Calls `body` with a replacement's bytes.
  func withBytes<Result>(_ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    replacements.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// How far a unit's children are, which is written in units of 1 or of 256.
  private static func offset(_ unit: UInt32) -> UInt32 { (unit >> 10) << ((unit & 1 << 9) >> 6) }
}
