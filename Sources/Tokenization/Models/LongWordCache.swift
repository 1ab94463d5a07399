/// The tokens of words too long for a ``WordCache``, up to ``longestWord`` bytes, each in the one place that its hash gives it.
///
/// At most 1.5 MB; when the lists are full, the cache begins anew.
struct LongWordCache {
  static let longestWord = 255
  private static let size = 1 << sizeBits
  private static let sizeBits = 14
  private static let mostBytes = 1 << 20

  private struct Entry {
    var hash: UInt64 = 0
    /// Where its bytes and its ids begin in the lists.
    var bytes: UInt32 = 0
    var ids: UInt32 = 0
    /// How many they are; no bytes for a free place.
    var length: UInt16 = 0
    var count: UInt16 = 0
  }

  private var entries: [Entry] = []
  private var bytes: [UInt8] = []
  private var ids: [UInt32] = []

  /// Writes the ids of `word` to `target` where they are known; how many they are, or nil.
  func write(_ word: UnsafeBufferPointer<UInt8>, to target: UnsafeMutablePointer<UInt32>) -> Int? {
    guard !entries.isEmpty, word.count <= Self.longestWord else { return nil }
    let hash = Self.hash(word)
    let entry = entries[Self.place(hash)]
    guard entry.hash == hash, Int(entry.length) == word.count else { return nil }
    let isSame = bytes.withUnsafeBufferPointer { bytes in
      let start = Int(entry.bytes)
      return word.indices.allSatisfy { bytes[start + $0] == word[$0] }
    }
    guard isSame else { return nil }
    for index in 0..<Int(entry.count) { target[index] = ids[Int(entry.ids) + index] }
    return Int(entry.count)
  }

  /// Keeps `tokens` for `word`, where it is not too long.
  mutating func keep(_ tokens: UnsafeBufferPointer<UInt32>, for word: UnsafeBufferPointer<UInt8>) {
    guard word.count <= Self.longestWord, tokens.count <= word.count else { return }
    if entries.isEmpty || bytes.count + word.count > Self.mostBytes {
      entries = [Entry](repeating: Entry(), count: Self.size)
      bytes.removeAll(keepingCapacity: true)
      ids.removeAll(keepingCapacity: true)
    }
    let hash = Self.hash(word)
    entries[Self.place(hash)] = Entry(
      hash: hash, bytes: UInt32(truncatingIfNeeded: bytes.count), ids: UInt32(truncatingIfNeeded: ids.count),
      length: UInt16(truncatingIfNeeded: word.count), count: UInt16(truncatingIfNeeded: tokens.count))
    bytes.append(contentsOf: word)
    ids.append(contentsOf: tokens)
  }

  /// Products mix the bits into the upper ones.
  private static func place(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> UInt64(64 - sizeBits)) }

  /// Eight bytes at a time, the last eight once more.
  private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(word)
    var hash = UInt64(truncatingIfNeeded: word.count) &* 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index < word.count {
      // SAFETY: words here have at least 16 bytes; the last load ends with the word.
      let part = raw.loadUnaligned(fromByteOffset: min(index, max(word.count - 8, 0)), as: UInt64.self)
      hash = (hash ^ part) &* 0xC2B2_AE3D_27D4_EB4F
      hash ^= hash >> 29
      index += 8
    }
    return hash
  }
}
