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

  /// `text` in lines of at most `limit` pixels, broken between words; the last of `maximumLines` ends in an ellipsis where something
  /// is left over.
  ///
  /// A word that is wider than a line breaks where its script or its signs let it, as paths do behind a slash, and else ends in an
  /// ellipsis.
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
      let (head, tail) = split(word, style, within: limit)
      words[words.startIndex] = tail
      if tail.isEmpty { words.removeFirst() }
      return head
    }
    return line
  }
}

extension Typesetter {
  /// A word that is wider than a line: as much of it as fits up to a place where it may break, and the rest; where there is no such
  /// place, its beginning with an ellipsis, and nothing.
  private func split(_ word: Substring, _ style: TextStyle, within limit: Double) -> (head: String, tail: Substring) {
    let places = word.indices.dropFirst().filter { Self.mayBreak(word[word.index(before: $0)], word[$0]) }
    guard let first = places.first else {
      // A character alone is written, whatever the width.
      if word.count == 1 { return (String(word), "") }
      return (fit(String(word), style, within: limit), "")
    }
    let fitting = places.prefix { width(String(word[..<$0]), style) <= limit }
    // Of squares one stands in a line that has room for none.
    guard let place = fitting.last ?? (Self.isSquare(word[word.startIndex]) ? first : nil) else {
      return (fit(String(word[..<first]), style, within: limit), word[first...])
    }
    return (String(word[..<place]), word[place...])
  }

  /// Whether a line may end between two characters of a word: between squares (Chinese, Japanese, Korean), behind the signs of names
  /// and paths.
  private static func mayBreak(_ before: Character, _ after: Character) -> Bool {
    if isSquare(before), isSquare(after) { return true }
    // No number is broken at its point or its thousands.
    return "/\\-_.,:;·–—".contains(before) && !(after.isNumber || after.isPunctuation)
  }

  private static func isSquare(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first else { return false }
    return scalar.value >= 0x1100 && FixedTextMeasurer.advance(of: scalar, isBold: false) == 1000
      && scalar.properties.isAlphabetic
  }
}

extension Substring {
  fileprivate var trimmingTrailingSpaces: String {
    var head = self
    while head.last == " " { head.removeLast() }
    return String(head)
  }
}
