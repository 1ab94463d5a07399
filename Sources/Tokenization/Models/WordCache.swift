internal import CVectorKernels

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The tokens of words met before, of at most ``longestWord`` bytes: real text consists of few words that come again and again.
///
/// A table of pairs of places, a pair to a line of memory. A word may stand in either place of one pair; a new one takes the
/// first and moves what was there to the second, so that of many words with one pair the last two are known. The table begins
/// with 64 kB and grows with the words up to ``mostPairs`` lines, 8 MB; pages that no word is in cost nothing.
///
/// A cache belongs to one model and is used by one thread at a time.
final class WordCache {
  /// Longer words have no place in a key.
  static let longestWord = 15
  /// The most pairs, 64 bytes each.
  static let mostPairs = 1 << 17
  /// How many ids of words with more than four tokens are kept; then the cache begins anew.
  private static let mostListed = 1 << 18

  private(set) var pairMask = 0
  private var memory: UnsafeMutableRawPointer
  private var lists = UnsafeMutablePointer<UInt32>.allocate(capacity: mostListed)
  private var listed = 0
  private var kept = 0

  init() {
    memory = Self.zeroed(pairs: 1)
    begin(pairs: 1 << 10)
  }

  deinit {
    free(memory)
    lists.deallocate()
  }

  // SAFETY: `memory` has a line more than there are pairs, so that one that begins at a line's edge fits in.
  private var words: UnsafeMutablePointer<embedscope_known_word> {
    memory.alignedUp(toMultipleOf: 64).assumingMemoryBound(to: embedscope_known_word.self)
  }

  /// Lets `search` look in this cache.
  func provide(_ search: inout embedscope_word_search) {
    search.words = UnsafePointer(words)
    search.pair_mask = pairMask
    search.lists = UnsafePointer(lists)
  }

  /// Keeps `ids` for the word with the key `low` and `high`, where there is room for them; then ``provide(_:)`` anew.
  func keep(_ ids: UnsafeBufferPointer<UInt32>, low: UInt64, high: UInt64) {
    guard !ids.isEmpty, ids.allSatisfy({ $0 < 1 << 29 }) else { return }
    if kept > pairMask, pairMask + 1 < Self.mostPairs { grow() }
    var word = embedscope_known_word(low: low, high: high, ids: (0, 0, 0, 0))
    withUnsafeMutableBytes(of: &word.ids) { bytes in
      let places = bytes.assumingMemoryBound(to: UInt32.self)
      if ids.count > 4 {
        places[0] = list(ids)
        places[3] = 5 << 29
      } else {
        for index in ids.indices { places[index] = ids[index] }
        places[3] |= UInt32(truncatingIfNeeded: ids.count) << 29
      }
    }
    embedscope_keep_word(words, pairMask, &word)
    kept += 1
  }

  /// Puts ids behind the others, with their number; the result is where.
  private func list(_ ids: UnsafeBufferPointer<UInt32>) -> UInt32 {
    if listed + ids.count + 1 > Self.mostListed { begin(pairs: pairMask + 1) }
    let place = listed
    lists[place] = UInt32(truncatingIfNeeded: ids.count)
    for index in ids.indices { lists[place + 1 + index] = ids[index] }
    listed += ids.count + 1
    return UInt32(truncatingIfNeeded: place)
  }

  private func begin(pairs: Int) {
    free(memory)
    memory = Self.zeroed(pairs: pairs)
    pairMask = pairs - 1
    listed = 0
    kept = 0
  }

  private func grow() {
    let old = memory
    let oldWords = words
    let count = (pairMask + 1) * 2
    let pairs = min(count * 2, Self.mostPairs)
    memory = Self.zeroed(pairs: pairs)
    pairMask = pairs - 1
    // The second of a pair came before the first.
    for pair in stride(from: 0, to: count, by: 2) {
      for place in [pair + 1, pair] where oldWords[place].high != 0 {
        embedscope_keep_word(words, pairMask, oldWords + place)
      }
    }
    free(old)
  }

  /// Memory for `pairs` lines, from wherever; the system gives pages of zeros when they are touched.
  private static func zeroed(pairs: Int) -> UnsafeMutableRawPointer {
    guard let memory = calloc(pairs + 1, 64) else { preconditionFailure("no memory for \(pairs) lines of words") }
    return memory
  }
}
