import ByteFiles

/// How words are spelled in word2vec's files where some hold bytes that the format has no place for.
///
/// Its words end at the first space, and lines at line feeds. A file of ours with such words says so by a tab at the end of its
/// first line, which readers pass over as white space; then spaces, control characters, backslashes and bytes that are no
/// UTF-8 are written `\x20`, `\x0A`, `\x5C`. Files without that tab hold words as they are, and so do ours where they can.
package enum WordSpelling {
  /// What stands behind the two numbers of a first line where words are spelled so.
  package static let mark: UInt8 = 0x09

  /// Whether a word cannot be written as it is.
  package static func needsEscapes(_ word: some Collection<UInt8>) -> Bool {
    word.contains { $0 <= 0x20 || $0 == 0x7F } || firstInvalid(word) != nil
  }

  /// The word with all that cannot stand in a line as `\xNN`.
  package static func escaped(_ word: some Collection<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = Array(word)[...]
    while !rest.isEmpty {
      let valid = firstInvalid(rest) ?? rest.count
      for byte in rest.prefix(valid) {
        if byte <= 0x20 || byte == 0x7F || byte == UInt8(ascii: "\\") {
          result += escape(byte)
        } else {
          result.append(byte)
        }
      }
      rest = rest.dropFirst(valid)
      if let byte = rest.popFirst() { result += escape(byte) }
    }
    return result
  }

  /// The word that `spelled` stands for; nil where a backslash stands before something else than `x` and two digits.
  package static func plain(_ spelled: some Collection<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var rest = Array(spelled)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        continue
      }
      let digits = rest.dropFirst().prefix(2).compactMap(digit)
      guard rest.first == UInt8(ascii: "x"), digits.count == 2 else { return nil }
      result.append(digits[0] << 4 | digits[1])
      rest = rest.dropFirst(3)
    }
    return result
  }

  private static func firstInvalid(_ bytes: some Collection<UInt8>) -> Int? {
    Array(bytes).withUnsafeBytes { UTF8Validation.firstInvalidOffset($0) }
  }

  private static func escape(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return [UInt8(ascii: "\\"), UInt8(ascii: "x"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
