/// How many columns of a terminal a text takes.
enum DisplayWidth {
  /// The columns of `text`: 2 for each wide East Asian scalar or emoji, 0 for each combining mark, 1 for every other.
  ///
  /// For text that has passed ``TerminalText``: what would move the cursor is a visible mark by then.
  ///
  /// ```swift
  /// DisplayWidth.of("日本")        // 4
  /// DisplayWidth.of("e\u{301}")   // 1
  /// ```
  static func of(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + of($1) }
  }

  /// The columns of one scalar.
  static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    if contains(scalar.value, wide) { return 2 }
    return contains(scalar.value, zero) ? 0 : 1
  }

  /// `text`, cut to at most `width` columns, with `…` at the end where something is cut off.
  static func clipped(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    var result = String.UnicodeScalarView()
    var used = 0
    for scalar in text.unicodeScalars {
      let next = used + of(scalar)
      if next > width - 1 { break }
      result.append(scalar)
      used = next
    }
    return width > 0 ? String(result) + "…" : ""
  }

  private static func contains(_ value: UInt32, _ ranges: [ClosedRange<UInt32>]) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(value)
  }
}
