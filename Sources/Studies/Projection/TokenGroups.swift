import EmbeddingAnalysis
import Figures
import SafeText
import Tokenization

/// The rows of a matrix in a few groups by a property of their tokens.
struct TokenGroups {
  /// The groups' names, in the order of the legend.
  var names: [String]
  /// The group of each row.
  var groupOfRow: [Int]
  /// Whether the groups are steps of a number.
  var isOrdered: Bool

  /// Groups the rows; where tokens decide and there is no vocabulary, all rows are one group.
  init(by property: TokenProperty, of matrix: EmbeddingMatrix, _ vocabulary: Vocabulary?) {
    let rows = 0..<matrix.rowCount
    switch (property, vocabulary) {
    case (.position, let vocabulary?):
      names = ["at the start of a word", "inside a word or a sign", "special", "no text of its own"]
      let usesContinuation = rows.contains { vocabulary.isContinuation($0) }
      groupOfRow = rows.map { Self.position(of: $0, in: vocabulary, usesContinuation) }
      isOrdered = false
    case (.length, let vocabulary?):
      names = ["1 character", "2", "3–4", "5–6", "7–9", "10 and more"]
      groupOfRow = rows.map { row in
        let count = vocabulary.text(of: row)?.unicodeScalars.count ?? vocabulary.bytes(of: row)?.count ?? 1
        return [1, 2, 4, 6, 9].firstIndex { count <= $0 } ?? 5
      }
      isOrdered = true
    case (.id, _):
      let limits = (0...6).map { $0 * matrix.rowCount / 6 }
      names = (0..<6).map { "\(limits[$0].grouped)–\(max(limits[$0 + 1] - 1, limits[$0]).grouped)" }
      groupOfRow = rows.map { row in min((0..<6).last { limits[$0] <= row } ?? 0, 5) }
      isOrdered = true
    case (.script, let vocabulary?):
      names = [
        "Latin", "Greek, Cyrillic", "Arabic, Hebrew", "Chinese, Japanese, Korean", "other scripts", "no letters",
      ]
      groupOfRow = rows.map { Self.script(of: vocabulary.text(of: $0) ?? "") }
      isOrdered = false
    case (.letters, let vocabulary?):
      names = ["no capital first", "capital first", "capitals", "with digits", "signs", "no text of its own"]
      groupOfRow = rows.map { vocabulary.text(of: $0).map(Self.letters) ?? 5 }
      isOrdered = false
    case (.norm, _):
      (names, groupOfRow) = Self.sixths(of: RowNorms(of: matrix).values)
      isOrdered = true
    case (.position, nil), (.length, nil), (.script, nil), (.letters, nil):
      names = ["rows"]
      groupOfRow = [Int](repeating: 0, count: matrix.rowCount)
      isOrdered = false
    }
  }

  private static func position(of row: Int, in vocabulary: Vocabulary, _ usesContinuation: Bool) -> Int {
    if vocabulary.isSpecial(row) { return 2 }
    guard let text = vocabulary.text(of: row) else { return 3 }
    if usesContinuation { return vocabulary.isContinuation(row) ? 1 : 0 }
    return text.unicodeScalars.first == " " ? 0 : 1
  }

  private static func script(of text: String) -> Int {
    guard let letter = text.unicodeScalars.first(where: { $0.properties.isAlphabetic }) else { return 5 }
    switch letter.value {
    case 0..<0x250, 0x1E00..<0x1F00: return 0
    case 0x370..<0x530, 0x1F00..<0x2000: return 1
    case 0x590..<0x780, 0xFB1D..<0xFE00, 0xFE70..<0xFF00: return 2
    case 0x1100..<0x1200, 0x2E80..<0xA000, 0xAC00..<0xD7B0, 0xF900..<0xFB00, 0xFF00..<0xFFF0, 0x20000..<0x32000:
      return 3
    default: return 4
    }
  }

  private static func letters(_ text: String) -> Int {
    let scalars = text.unicodeScalars
    if scalars.contains(where: { ("0"..."9").contains($0) }) { return 3 }
    let letters = scalars.filter(\.properties.isAlphabetic)
    guard let first = letters.first else { return 4 }
    let capitals = letters.filter(\.properties.isUppercase)
    if capitals.isEmpty { return 0 }
    return capitals.count == letters.count && letters.count > 1 ? 2 : first.properties.isUppercase ? 1 : 0
  }

  /// Six groups of as equal a size as values allow, by rising value; what is no number is in the first.
  private static func sixths(of values: [Double]) -> (names: [String], groups: [Int]) {
    let sorted = values.filter(\.isFinite).sorted()
    guard let lowest = sorted.first, let highest = sorted.last else {
      return (["none"], [Int](repeating: 0, count: values.count))
    }
    let limits = (1..<6).map { sorted[$0 * sorted.count / 6] }
    let ends = [lowest] + limits + [highest]
    let names = (0..<6).map { "\(NumberText.short(ends[$0]))–\(NumberText.short(ends[$0 + 1]))" }
    return (names, values.map { value in limits.firstIndex { value < $0 } ?? (value.isFinite ? 5 : 0) })
  }
}
