import EmbeddingAnalysis

/// The words of an overlap in order of how much their neighbourhoods have in common.
struct Neighborhoods {
  private let overlap: NeighborOverlap
  private let words: [SharedVocabulary.Word]
  /// Whether a word may be listed.
  private let isListed: (SharedVocabulary.Word) -> Bool

  init(
    _ overlap: NeighborOverlap, words: [SharedVocabulary.Word],
    where isListed: @escaping (SharedVocabulary.Word) -> Bool
  ) {
    self.overlap = overlap
    self.words = words
    self.isListed = isListed
  }

  /// The words with the fewest common neighbours, the most frequent first: those with the lowest ids in the first model.
  func mostDifferent(_ count: Int) -> [AlignResult.Neighborhood] { listed(count) { $0 < $1 } }

  /// The words with the most common neighbours.
  func mostAlike(_ count: Int) -> [AlignResult.Neighborhood] { listed(count) { $0 > $1 } }

  private func listed(_ count: Int, _ precedes: (Int, Int) -> Bool) -> [AlignResult.Neighborhood] {
    // Words stand in the order of their ids, and equals keep it.
    let letters = words.indices.filter {
      isListed(words[$0]) && words[$0].text.unicodeScalars.allSatisfy(\.properties.isAlphabetic)
    }
    let order = letters.sorted { left, right in
      let (a, b) = (overlap.common[left], overlap.common[right])
      return a == b ? left < right : precedes(a, b)
    }
    return order.prefix(count).map(describe)
  }

  private func describe(_ index: Int) -> AlignResult.Neighborhood {
    AlignResult.Neighborhood(
      word: words[index].text, tokenA: words[index].a, tokenB: words[index].b, common: overlap.common[index],
      a: overlap.a.neighbors(of: index).map { words[$0.id].text },
      b: overlap.b.neighbors(of: index).map { words[$0.id].text })
  }
}
