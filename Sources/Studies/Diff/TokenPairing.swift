import Tokenization

/// Which rows of two models belong to one token.
struct TokenPairing {
  /// The rows of either model, by ascending row of the first.
  var pairs: [(a: Int, b: Int)]
  /// Rows of the first model whose token the second lacks.
  var dropped: [Int]
  /// Rows of the second model whose token the first lacks.
  var added: [Int]

  /// What makes a token the same in both: its bytes, and whether it goes on a word.
  private struct Key: Hashable {
    var bytes: [UInt8]
    var isContinuation: Bool
  }

  /// Pairs tokens by their bytes; rows that neither vocabulary has a token for, by their ids.
  ///
  /// Where several tokens of a vocabulary have the same bytes (a letter and a byte), those that are spelled alike go
  /// together, and the rest in the order of their ids.
  init(_ a: Vocabulary, rowsOfA: Int, _ b: Vocabulary, rowsOfB: Int) {
    let ofB = Self.tokens(b, rows: rowsOfB)
    var pairs: [(a: Int, b: Int)] = []
    var taken: Set<Int> = []
    for (key, ids) in Self.tokens(a, rows: rowsOfA) {
      guard let others = ofB[key] else { continue }
      for pair in Self.match(ids, a, others, b) {
        pairs.append(pair)
        taken.insert(pair.b)
      }
    }
    for id in 0..<min(rowsOfA, rowsOfB) where !a.contains(id) && !b.contains(id) {
      pairs.append((id, id))
      taken.insert(id)
    }
    let paired = Set(pairs.map(\.a))
    self.pairs = pairs.sorted { $0.a < $1.a }
    dropped = (0..<rowsOfA).filter { !paired.contains($0) }
    added = (0..<rowsOfB).filter { !taken.contains($0) }
  }

  /// Pairs rows by their ids alone.
  init(rowsOfA: Int, rowsOfB: Int) {
    let shared = min(rowsOfA, rowsOfB)
    pairs = (0..<shared).map { ($0, $0) }
    dropped = Array(shared..<rowsOfA)
    added = Array(shared..<rowsOfB)
  }

  private static func tokens(_ vocabulary: Vocabulary, rows: Int) -> [Key: [Int]] {
    var result: [Key: [Int]] = [:]
    for id in 0..<min(rows, vocabulary.idLimit) {
      guard let bytes = vocabulary.bytes(of: id) else { continue }
      result[Key(bytes: bytes, isContinuation: vocabulary.isContinuation(id)), default: []].append(id)
    }
    return result
  }

  private static func match(_ ids: [Int], _ a: Vocabulary, _ others: [Int], _ b: Vocabulary) -> [(a: Int, b: Int)] {
    if ids.count == 1, others.count == 1 { return [(ids[0], others[0])] }
    var result: [(a: Int, b: Int)] = []
    var (left, right) = (ids, others)
    for id in ids {
      guard let place = right.firstIndex(where: { b.raw(of: $0) == a.raw(of: id) }) else { continue }
      result.append((id, right.remove(at: place)))
      left.removeAll { $0 == id }
    }
    return result + zip(left, right).map { ($0, $1) }
  }
}
