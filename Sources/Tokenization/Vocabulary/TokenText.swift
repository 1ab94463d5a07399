import SafeText

/// A token as people can read it.
public enum TokenText {
  /// The bytes of a token in quotation marks: spaces as ␣, bytes that are no text as `<0xE2>`, hidden characters as marks.
  ///
  /// ```swift
  /// TokenText.display([0x20, 0x74, 0x68, 0x65])   // "“␣the”"
  /// TokenText.display([0xE2, 0x80])               // "“<0xE2><0x80>”"
  /// ```
  public static func display(_ bytes: [UInt8]) -> String {
    var result = "“"
    for part in parts(bytes) {
      switch part {
      case .text(let scalar) where scalar == " ": result += "␣"
      case .text(let scalar): result += VisibleText.visible(String(scalar))
      case .stray(let byte): result += hexadecimal(byte)
      }
    }
    return result + "”"
  }

  /// What a token's bytes consist of.
  package enum Part: Sendable, Equatable {
    case text(Unicode.Scalar)
    /// A byte that belongs to no whole character.
    case stray(UInt8)
  }

  /// A byte as it is shown: `<0xE2>`.
  package static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return byte < 16 ? "<0x0\(digits)>" : "<0x\(digits)>"
  }

  /// The scalars that `bytes` hold, and each byte that belongs to none.
  package static func parts(_ bytes: [UInt8]) -> [Part] {
    var parts: [Part] = []
    var index = 0
    while index < bytes.count {
      // A scalar takes at most four bytes; the shortest valid beginning is the whole scalar.
      let scalar = (1...4).lazy.compactMap { length -> (Unicode.Scalar, Int)? in
        guard index + length <= bytes.count,
          let text = String(validating: bytes[index..<index + length], as: UTF8.self),
          let scalar = text.unicodeScalars.first
        else { return nil }
        return (scalar, length)
      }.first
      if let (scalar, length) = scalar {
        parts.append(.text(scalar))
        index += length
      } else {
        parts.append(.stray(bytes[index]))
        index += 1
      }
    }
    return parts
  }
}

extension Vocabulary {
  /// The token as people can read it, different from all others of the vocabulary: see ``TokenText/display(_:)``; pieces inside
  /// words and tokens for single bytes as they are spelled (`“##ing”`, `“<0x41>”`).
  public func display(of id: Int) -> String? {
    guard let bytes = bytes(of: id) else { return nil }
    guard let raw = raw(of: id)?.utf8, isContinuation(id) || ByteToken.byte(raw) != nil else {
      return TokenText.display(bytes)
    }
    return TokenText.display(Array(raw))
  }
}
