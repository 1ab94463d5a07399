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
  /// How many of the last groups are for the rest, and for rows of which nothing is said.
  var restCount = 0

  init(names: [String], groupOfRow: [Int], isOrdered: Bool, restCount: Int = 0) {
    (self.names, self.groupOfRow, self.isOrdered, self.restCount) = (names, groupOfRow, isOrdered, restCount)
  }

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
      self = TokenGroups(
        rows.map { Self.script(of: vocabulary.text(of: $0) ?? "") }, others: "other scripts", none: "no letters")
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

  /// The script of the first letter that has one of its own; nil where there is none.
  private static func script(of text: String) -> String? {
    text.unicodeScalars.lazy.filter(\.properties.isAlphabetic).map(UnicodeScript.name).first {
      $0 != "Common" && $0 != "Inherited"
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
  static func sixths(of values: [Double]) -> (names: [String], groups: [Int]) {
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
