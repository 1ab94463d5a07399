import Studies

/// Token ids as they are typed: one by one, or as Python prints a list.
enum TokenIDList {
  /// The ids in `words`: `15496 995`, `[15496, 995]` as one word or several, `15496,995`.
  static func ids(_ words: [String]) throws(UsageError) -> [Int] {
    var text = Substring(words.joined(separator: " "))
    while text.last == " " { text.removeLast() }
    while text.first == " " { text.removeFirst() }
    if let first = text.first, "[(".contains(first) {
      guard text.count > 1, text.last == (first == "[" ? "]" : ")") else {
        throw .conflict("the list “\(text)” has no end; write it in quotation marks: \"[15496, 995]\"")
      }
      text = text.dropFirst().dropLast()
    }
    guard !text.contains(where: { "[]()".contains($0) }) else {
      throw .conflict("“\(text)” is a list within a list; decode takes the ids of one text")
    }
    var ids: [Int] = []
    for part in text.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
      guard let id = Int(part) else {
        throw .invalidValue(
          of: "ID", found: String(part), expected: "a whole number, or a list such as [15496, 995]", nearest: nil)
      }
      ids.append(id)
    }
    return ids
  }
}
