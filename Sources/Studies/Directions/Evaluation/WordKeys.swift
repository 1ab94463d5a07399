import Tokenization

/// The tokens of a vocabulary that are whole words, as the keys of word vectors are: what evaluations look words up in.
///
/// Where tokens carry a space before them, these are the words, without the space; where pieces inside words carry a mark,
/// all others; else all tokens. Special and added tokens are none. Keys are in the order of ids.
struct WordKeys {
  /// The rows of the keys.
  private(set) var rows: [Int] = []
  /// The words.
  private(set) var words: [String] = []
  /// Each word in capital letters (or as it is, where letters count), and the place of its first key.
  private var places: [[UInt8]: Int] = [:]
  private let ignoresCase: Bool

  /// Takes at most `limit` keys, of tokens that a matrix of `rowCount` rows has.
  init(_ vocabulary: Vocabulary, rowCount: Int, limit: Int, ignoresCase: Bool) {
    self.ignoresCase = ignoresCase
    let own = vocabulary.filter { $0.id < rowCount && !$0.isSpecial && !vocabulary.isAdded($0.id) }
    let startWithSpace = own.contains { Self.isSpaced($0.bytes) }
    for entry in own where rows.count < limit && !vocabulary.isContinuation(entry.id) {
      guard let text = entry.text, !startWithSpace || Self.isSpaced(entry.bytes) else { continue }
      let word = startWithSpace ? String(text.unicodeScalars.dropFirst()) : text
      let place = rows.count
      rows.append(entry.id)
      words.append(word)
      // The first of several spellings stands for all, as in gensim.
      if places[folded(word)] == nil { places[folded(word)] = place }
    }
  }

  /// A space and something that is no space.
  private static func isSpaced(_ bytes: [UInt8]) -> Bool { bytes.count > 1 && bytes[0] == 0x20 && bytes[1] != 0x20 }

  /// What two spellings of one word share; by bytes, since composed and decomposed é are different words.
  func folded(_ word: String) -> [UInt8] { Array((ignoresCase ? word.uppercased() : word).utf8) }

  /// The place of the key that stands for `word`; nil where there is none.
  func place(of word: String) -> Int? { places[folded(word)] }
}
