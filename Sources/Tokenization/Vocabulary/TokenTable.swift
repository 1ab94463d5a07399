#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Tokens and ids, both ways: all token bytes in one arena, found by an open-addressing hash over bytes.
///
/// Tokens are compared byte for byte: composed and decomposed é are two tokens, as they are in the files.
struct TokenTable: Sendable {
  /// The number of tokens.
  private(set) var count = 0
  /// How many tokens are there twice, that is, are found under another id.
  private(set) var twiceCount = 0
  /// The bytes of the longest token.
  private(set) var longestToken = 0
  private var arena: [UInt8] = []
  /// For each id, where its bytes start in the arena (upper half) and how many there are; ``hole`` where no token is.
  private var spans: [UInt64] = []
  /// Open addressing with linear probing, size a power of two: the hash's upper half beside the id + 1; 0 is free.
  private var slots: [UInt64] = []

  private static let hole = UInt64.max

  /// One more than the highest id.
  var idLimit: Int { spans.count }

  /// The highest id that is accepted.
  private let maximumID: Int
  /// Of a token that is there twice, whether the first id is the one that is found, and not the last.
  let keepsFirst: Bool

  /// A table without tokens, for a file of `fileSize` bytes, of which `capacity` tokens are expected.
  ///
  /// Ids may leave holes, but memory grows with the file, not with what the file claims: an entry takes several bytes,
  /// so ids above a quarter of the file's size (and above 65,536) are refused.
  init(fileSize: Int, capacity: Int = 16, keepsFirst: Bool = false) {
    self.keepsFirst = keepsFirst
    maximumID = min(max(fileSize, 0) / 4 + 1 << 16, Int(UInt32.max) - 2)
    var size = 32
    while size < capacity * 2 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    spans.reserveCapacity(capacity)
    arena.reserveCapacity(min(max(fileSize, 0) / 2, 1 << 20))
  }

  // MARK: Reading

  /// The id of the token with exactly these bytes.
  @inline(__always)
  func id(of token: UnsafeBufferPointer<UInt8>) -> Int? {
    id(of: token, hash: Self.hash(token))
  }

  private func id(of token: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let entry = slots[slot]
      if entry >> 32 == hash >> 32 {
        let id = Int(entry & 0xFFFF_FFFF) - 1
        if holds(id, token) { return id }
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The id of the token with exactly these bytes.
  func id(of token: [UInt8]) -> Int? { token.withUnsafeBufferPointer { id(of: $0) } }

  /// Whether some token has the id.
  func contains(_ id: Int) -> Bool { spans.indices.contains(id) && spans[id] != Self.hole }

  /// Whether the token `id` is found by its bytes: not where another id counts for the same token.
  func isFound(under id: Int) -> Bool {
    twiceCount == 0 || withBytes(of: id) { self.id(of: $0) == id } ?? false
  }

  /// Whether `id` is the token with exactly these bytes.
  func holds(_ id: Int, _ token: UnsafeBufferPointer<UInt8>) -> Bool {
    withBytes(of: id) { own in
      guard own.count == token.count else { return false }
      guard let left = own.baseAddress, let right = token.baseAddress else { return true }
      return memcmp(left, right, token.count) == 0
    } ?? false
  }

  /// Calls `body` with the bytes of the token `id`; nil when no token has that id.
  @inline(__always)
  func withBytes<Result>(of id: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
    guard contains(id) else { return nil }
    let span = spans[id]
    return arena.withUnsafeBufferPointer { arena in
      body(UnsafeBufferPointer(rebasing: arena[Int(span >> 32)..<Int(span >> 32) + Int(span & 0xFFFF_FFFF)]))
    }
  }

  /// The token `id` as text; nil when no token has that id.
  func string(of id: Int) -> String? { withBytes(of: id) { String(decoding: $0, as: UTF8.self) } }

  // MARK: Building

  /// Why a token could not be added.
  enum Refusal: Error { case duplicateToken(otherID: Int), duplicateID, outOfRange(limit: Int) }

  /// Adds a token; ids may come in any order.
  ///
  /// - Parameters:
  ///   - takesOver: whether the token may be there already: then it is found under `id` from now on (but see ``keepsFirst``),
  ///     and its other id keeps its bytes. Whoever says so must add tokens by ascending ids.
  mutating func insert(_ token: UnsafeBufferPointer<UInt8>, id: Int, takesOver: Bool = false) throws(Refusal) {
    guard id >= 0, id <= maximumID else { throw .outOfRange(limit: maximumID) }
    guard !contains(id) else { throw .duplicateID }
    let hash = Self.hash(token)
    let other = self.id(of: token, hash: hash)
    if let other, !takesOver { throw .duplicateToken(otherID: other) }
    guard arena.count + token.count < Int(UInt32.max) else { throw .outOfRange(limit: maximumID) }
    if id >= spans.count {
      spans.append(contentsOf: repeatElement(Self.hole, count: id + 1 - spans.count))
    }
    spans[id] = UInt64(arena.count) << 32 | UInt64(token.count)
    arena.append(contentsOf: token)
    count += 1
    longestToken = max(longestToken, token.count)
    if other != nil { twiceCount += 1 }
    if count * 2 > slots.count { grow() } else { occupy(hash, id) }
  }

  private mutating func occupy(_ hash: UInt64, _ id: Int) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0, twiceCount == 0 || !isSame(slots[slot], hash, id) { slot = (slot + 1) & mask }
    if keepsFirst, slots[slot] != 0 { return }
    slots[slot] = hash & ~0xFFFF_FFFF | UInt64(id + 1)
  }

  /// Whether the token in a slot has the bytes of the token `id`.
  private func isSame(_ entry: UInt64, _ hash: UInt64, _ id: Int) -> Bool {
    guard entry >> 32 == hash >> 32 else { return false }
    return withBytes(of: id) { holds(Int(entry & 0xFFFF_FFFF) - 1, $0) } ?? false
  }

  private mutating func grow() {
    slots = [UInt64](repeating: 0, count: slots.count * 2)
    for id in spans.indices {
      if let hash = withBytes(of: id, Self.hash) { occupy(hash, id) }
    }
  }

  /// Mixes eight bytes at a time by multiplication: quick, and good enough for words.
  @inline(__always)
  private static func hash(_ token: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    let bytes = UnsafeRawBufferPointer(token)
    var hash = UInt64(truncatingIfNeeded: bytes.count) &* factor
    var index = 0
    while index &+ 8 <= bytes.count {
      hash = (hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* factor
      hash ^= hash >> 32
      index &+= 8
    }
    var rest: UInt64 = 0
    while index < bytes.count {
      rest = rest << 8 | UInt64(bytes[index])
      index &+= 1
    }
    hash = (hash ^ rest) &* factor
    return (hash ^ hash >> 29) &* factor
  }
}
