/// Measures text by a built-in table of DejaVu Sans's widths, and by classes for the scripts it lacks.
///
/// Nothing has to be loaded, and the same text has the same width on every machine. Kerning and ligatures are left out,
/// and a class takes the width of its wide letters: a text is rarely wider than measured, whatever font shows it.
public struct FixedTextMeasurer: TextMeasurer, Sendable {
  /// The measurer.
  public init() {}

  public func width(of text: String, style: TextStyle) -> Double {
    var thousandths = 0
    for scalar in text.unicodeScalars { thousandths += Self.advance(of: scalar, isBold: style.isBold) }
    return Double(thousandths) * style.size / 1000
  }

  /// The width of `scalar` in thousandths of the font size.
  static func advance(of scalar: Unicode.Scalar, isBold: Bool) -> Int {
    let value = Int(scalar.value)
    // Isolates, which hold words from right to left, show nothing.
    if value >= 0x2066, value <= 0x2069 { return 0 }
    let latin = isBold ? AdvanceWidths.latinBold : AdvanceWidths.latinRegular
    if value >= 0x20, value - 0x20 < latin.count, latin[value - 0x20] != 0xFFFF { return Int(latin[value - 0x20]) }
    if value >= 0x1E00, let width = symbol(value - 0x1E00) { return width }
    return classWidth(of: scalar)
  }

  private static func symbol(_ position: Int) -> Int? {
    let runs = AdvanceWidths.symbolRuns
    var start = 0
    for index in stride(from: 0, to: runs.count - 1, by: 2) {
      start += Int(runs[index])
      if position < start { return runs[index + 1] == 0xFFFF ? nil : Int(runs[index + 1]) }
    }
    return nil
  }

  /// Scripts that DejaVu Sans lacks, by how wide their letters are in the Noto fonts.
  private static func classWidth(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x0590...0x08FF: return isMark(scalar) ? 0 : 700  // Hebrew, Arabic, Syriac
    case 0x0900...0x0DFF: return isMark(scalar) ? 0 : 820  // the scripts of India
    case 0x0E00...0x0EFF: return isMark(scalar) ? 0 : 680  // Thai, Lao
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFF:
      return 1000  // Chinese, Japanese, Korean: squares
    case 0x2600...0x27BF: return 1000
    case 0x1F000...0x1FAFF: return 1280  // emoji
    default: return isMark(scalar) ? 0 : 1000
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }
}
