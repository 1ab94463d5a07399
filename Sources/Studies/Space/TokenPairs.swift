import EmbeddingAnalysis
import Tokenization

/// How the second token of a pair differs from the first.
public enum TokenPairKind: String, Codable, Sendable, CaseIterable {
  /// A space stands before it: `the` and ` the`.
  case afterSpace
  /// It is marked as a piece inside a word: `ing` and `##ing`.
  case insideWord
  /// Its first letter is a capital one: `the` and `The`, ` the` and ` The`.
  case capitalised
  /// All its letters are capital ones, two at least: `the` and `THE`.
  case allCapitals

  /// What the pairs are called in figures and tables.
  public var title: String {
    switch self {
    case .afterSpace: "with a space before"
    case .insideWord: "as a piece inside a word"
    case .capitalised: "with a capital letter"
    case .allCapitals: "in capitals"
    }
  }
}

/// The pairs of tokens of a vocabulary that spell the same but for one thing.
///
/// Special and added tokens, and tokens that are no text, are left out.
struct TokenPairs {
  /// By kind, in the order of the first token's id.
  private(set) var pairs: [TokenPairKind: [PairOffsets.Pair]] = [:]

  /// Looks for them among the tokens that a matrix of `rowCount` rows has.
  init(_ vocabulary: Vocabulary, rowCount: Int) {
    let own = vocabulary.filter { $0.id < rowCount && !$0.isSpecial && !vocabulary.isAdded($0.id) }
    let wordStarts = own.filter { !vocabulary.isContinuation($0.id) && $0.text != nil }
    let ids = Dictionary(wordStarts.map { ($0.bytes, $0.id) }) { first, _ in first }
    for entry in wordStarts {
      add(.afterSpace, entry.id, ids[[0x20] + entry.bytes])
      add(.insideWord, entry.id, vocabulary.continuation(of: entry.id).flatMap { $0 < rowCount ? $0 : nil })
      guard let text = entry.text, let capitalised = Self.capitalised(text) else { continue }
      add(.capitalised, entry.id, ids[Array(capitalised.utf8)])
      let capitals = text.uppercased()
      if Array(capitals.utf8) != Array(capitalised.utf8) { add(.allCapitals, entry.id, ids[Array(capitals.utf8)]) }
    }
  }

  private mutating func add(_ kind: TokenPairKind, _ a: Int, _ b: Int?) {
    if let b { pairs[kind, default: []].append(.init(a, b)) }
  }

  /// `text` with its first letter made a capital one; nil where it has capital letters already, or no small ones.
  private static func capitalised(_ text: String) -> String? {
    let scalars = Array(text.unicodeScalars)
    guard !scalars.contains(where: { $0.properties.isUppercase || $0.properties.generalCategory == .titlecaseLetter }),
      let first = scalars.firstIndex(where: { $0.properties.changesWhenUppercased })
    else { return nil }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars[..<first])
    result.append(contentsOf: scalars[first].properties.uppercaseMapping.unicodeScalars)
    result.append(contentsOf: scalars[(first + 1)...])
    return String(result)
  }
}
