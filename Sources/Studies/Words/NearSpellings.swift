import SafeText
import Tokenization

/// The tokens that are spelled nearly as a word, for a word that a vocabulary does not have.
enum NearSpellings {
  /// At most `count` tokens, the nearest first, ties by id: up to a third of the letters may differ, at least one.
  ///
  /// A token's space in front, or its mark of a piece inside a word, does not count: `␣king` is spelled as `king` is.
  static func of(_ word: String, in vocabulary: Vocabulary, count: Int = 5) -> [Int] {
    let letters = Array(word.unicodeScalars)
    let limit = max(1, letters.count / 3)
    var found: [(distance: Int, id: Int)] = []
    for entry in vocabulary where !entry.isSpecial {
      // A scalar takes one to four bytes: a token of a quite different size is not taken apart.
      guard entry.bytes.count <= 4 * (letters.count + limit) + 1, let text = entry.text else { continue }
      var spelling = Array(text.unicodeScalars)
      if spelling.count > 1, spelling[0] == " " { spelling.removeFirst() }
      guard abs(spelling.count - letters.count) <= limit else { continue }
      let distance = EditDistance.between(letters, spelling)
      if distance <= limit, distance < letters.count { found.append((distance, entry.id)) }
    }
    return found.sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }.prefix(count).map(\.id)
  }
}
