/// Words in scripts that run from right to left, kept from turning around what stands beside them.
///
/// A token in Arabic or Hebrew amid numbers and other tokens would otherwise change their order on the screen. Unicode's isolates
/// (U+2068 before, U+2069 behind) hold each such word by itself; they are put in last, by the writers of formats that people look at,
/// since in a token's own text they are shown as what they are.
package enum RightToLeft {
  private static let firstStrongIsolate: Unicode.Scalar = "\u{2068}"
  private static let popIsolate: Unicode.Scalar = "\u{2069}"

  /// `text` with each right-to-left word between isolates.
  package static func isolated(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.contains(where: isRightToLeft) else { return text }
    var result = String.UnicodeScalarView()
    var rest = scalars[...]
    while let start = rest.firstIndex(where: isRightToLeft) {
      result.append(contentsOf: rest[..<start])
      let end = self.end(of: rest[start...])
      result.append(firstStrongIsolate)
      result.append(contentsOf: rest[start..<end])
      result.append(popIsolate)
      rest = rest[end...]
    }
    result.append(contentsOf: rest)
    return String(result)
  }

  /// Where the word ends that `text` begins with: behind its last right-to-left letter and that letter's marks.
  private static func end(of text: Substring.UnicodeScalarView) -> String.Index {
    var end = text.startIndex
    for index in text.indices {
      let scalar = text[index]
      let isMark = scalar.value >= 0x300 && scalar.properties.generalCategory == .nonspacingMark
      if isRightToLeft(scalar) || isMark && end == index {
        end = text.index(after: index)
      } else if scalar == " " || scalar.properties.isAlphabetic {
        break
      }
    }
    return end
  }

  /// Whether `scalar` stands in one of the blocks that Unicode keeps for scripts from right to left.
  private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x590: false
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
    default: false
    }
  }
}
