/// Breaks text into lines that fit, by a measurer.
struct Typesetter {
  let measurer: any TextMeasurer

  func width(_ text: String, _ style: TextStyle) -> Double { measurer.width(of: text, style: style) }

  /// The widest of `lines`.
  func width(_ lines: [String], _ style: TextStyle) -> Double {
    lines.reduce(0) { max($0, width($1, style)) }
  }

  /// `text` on one line of at most `limit` pixels; what does not fit is cut, with an ellipsis in its place.
  func fit(_ text: String, _ style: TextStyle, within limit: Double) -> String {
    if width(text, style) <= limit { return text }
    var head = text[...]
    // A long text is cut roughly first, so that it is not measured once per character.
    let most = Int(max(limit, 0) / (style.size * 0.2)) + 2
    head = head.prefix(most)
    while !head.isEmpty {
      head.removeLast()
      let shortened = head.trimmingTrailingSpaces + "…"
      if width(shortened, style) <= limit { return shortened }
    }
    return "…"
  }

  /// `text` in lines of at most `limit` pixels, broken between words, and inside a word only where it is wider than a
  /// line; the last of `maximumLines` ends in an ellipsis where something is left over.
  func wrap(_ text: String, _ style: TextStyle, within limit: Double, maximumLines: Int) -> [String] {
    if width(text, style) <= limit { return [text] }
    var words = text.split(separator: " ", omittingEmptySubsequences: true)[...]
    var lines: [String] = []
    while !words.isEmpty, lines.count < max(maximumLines, 1) {
      if lines.count == maximumLines - 1 {
        lines.append(fit(words.joined(separator: " "), style, within: limit))
        break
      }
      lines.append(takeLine(from: &words, style, within: limit))
    }
    return lines.isEmpty ? [""] : lines
  }

  private func takeLine(from words: inout ArraySlice<Substring>, _ style: TextStyle, within limit: Double) -> String {
    var line = ""
    while let word = words.first {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if width(longer, style) <= limit {
        line = longer
        words.removeFirst()
        continue
      }
      guard line.isEmpty else { return line }
      // The word alone is wider than the line: as many of its characters as fit, at least one.
      var count = 1
      while count < word.count, width(String(word.prefix(count + 1)), style) <= limit { count += 1 }
      words[words.startIndex] = word.dropFirst(count)
      if words.first?.isEmpty == true { words.removeFirst() }
      return String(word.prefix(count))
    }
    return line
  }
}

extension Substring {
  fileprivate var trimmingTrailingSpaces: String {
    var head = self
    while head.last == " " { head.removeLast() }
    return String(head)
  }
}
