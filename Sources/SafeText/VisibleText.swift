/// Text made harmless to look at: what would be invisible or would rearrange its neighbours is shown as a mark.
///
/// Vocabularies hold anything: terminal escapes, NUL, bidirectional overrides, zero-width spaces. Every token, model id
/// and file name goes through ``visible(_:)`` and then through the escaping of the format it is written to, which lie
/// beside this file.
///
/// ```swift
/// VisibleText.visible("a\u{1B}[31m")   // "a␛[31m"
/// VisibleText.visible("x\u{202E}y")    // "x<U+202E>y"
/// ```
package enum VisibleText {
  /// `text` with control characters as their pictures (␀ ␊ ␛ ␡) and other invisible or bidirectional ones as `<U+202E>`.
  package static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x20: result.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case 0x7F: result.append("\u{2421}")
      default:
        if isHidden(scalar) {
          result.append(contentsOf: "<\(codePoint(scalar))>".unicodeScalars)
        } else {
          result.append(scalar)
        }
      }
    }
    return String(result)
  }

  /// Whether `scalar` shows nothing of itself: controls, format characters (bidirectional marks, joiners), line and
  /// paragraph separators, private use, unassigned, and what Unicode calls default-ignorable.
  package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 }
    if scalar.value < 0xA0 || scalar.value == 0xAD { return true }
    if scalar.value < 0x300 { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: return true
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// The scalar's code point as Unicode writes it: `U+202E`.
  package static func codePoint(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
