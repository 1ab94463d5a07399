/// The tokens of short pieces met before: real text consists of few pieces that come again and again.
///
/// Each piece has one place, by its hash; the piece that came last has it. Only pieces of at most ``longestPiece`` bytes are
/// kept. A cache belongs to one model and is used by one thread at a time.
struct PieceCache: Sendable {
  /// A piece, in full, and its tokens: two entries to a cache line.
  private struct Entry {
    var key = PieceKey()
    /// The number of bytes (low half) and tokens; 0 for none.
    var sizes: UInt32 = 0
    var first: UInt32 = 0
    var second: UInt32 = 0
    var third: UInt32 = 0
  }

  /// Longer pieces are not kept.
  static let longestPiece = 16
  /// The number of entries, half a megabyte: what the second-level cache of a core holds beside the vocabulary.
  private static let size = 1 << 14
  /// How many tokens of pieces of more than three are kept; then the cache begins anew.
  private static let mostSpilled = 1 << 15

  private var entries: [Entry] = []
  /// The tokens of pieces that have more than three; `first` is where they begin.
  private var spilled: [UInt32] = []

  /// The tokens of the piece that `key` stands for; nil when they are not known.
  @inline(__always)
  func tokens(of key: PieceKey, length: Int) -> Tokens? {
    guard !entries.isEmpty else { return nil }
    let entry = entries[key.hash(length) & (Self.size - 1)]
    guard entry.key == key, entry.sizes & 0xFFFF == UInt32(truncatingIfNeeded: length) else { return nil }
    return Tokens(count: Int(entry.sizes >> 16), first: entry.first, second: entry.second, third: entry.third)
  }

  /// The tokens of a piece, at least one; ``PieceCache/id(of:at:)`` reads them.
  struct Tokens {
    let count: Int
    let first: UInt32
    let second: UInt32
    let third: UInt32
  }

  /// The token at `position` of `tokens`, which this cache gave out.
  @inline(__always)
  func id(of tokens: Tokens, at position: Int) -> Int {
    if tokens.count > 3 { return Int(spilled[Int(tokens.first) + position]) }
    return Int(position == 0 ? tokens.first : position == 1 ? tokens.second : tokens.third)
  }

  /// Keeps `tokens` for the piece that `key` stands for, where there are any.
  mutating func insert(_ tokens: ArraySlice<Int>, for key: PieceKey, length: Int) {
    guard let first = tokens.first, tokens.count <= Self.longestPiece else { return }
    if entries.isEmpty || spilled.count + tokens.count > Self.mostSpilled {
      entries = [Entry](repeating: Entry(), count: Self.size)
      spilled.removeAll(keepingCapacity: true)
    }
    var entry = Entry(key: key, sizes: UInt32(truncatingIfNeeded: tokens.count << 16 | length))
    if tokens.count > 3 {
      entry.first = UInt32(truncatingIfNeeded: spilled.count)
      for token in tokens { spilled.append(UInt32(truncatingIfNeeded: token)) }
    } else {
      entry.first = UInt32(truncatingIfNeeded: first)
      if tokens.count > 1 { entry.second = UInt32(truncatingIfNeeded: tokens[tokens.startIndex + 1]) }
      if tokens.count > 2 { entry.third = UInt32(truncatingIfNeeded: tokens[tokens.startIndex + 2]) }
    }
    entries[key.hash(length) & (Self.size - 1)] = entry
  }
}

/// All bytes of a short piece in two words; with its length, a piece is told from any other.
struct PieceKey: Equatable, Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// The key of no piece.
  init() {}

  /// The key of the `length` bytes from `start` on, 1 to ``PieceCache/longestPiece``.
  @inline(__always)
  init(_ bytes: UnsafePointer<UInt8>, length: Int) {
    // SAFETY: each load lies within the `length` bytes from `bytes` on; the two of a pair overlap where it is shorter.
    let raw = UnsafeRawPointer(bytes)
    if length >= 8 {
      low = raw.loadUnaligned(as: UInt64.self)
      high = raw.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self)
    } else if length >= 4 {
      low = UInt64(raw.loadUnaligned(as: UInt32.self))
      high = UInt64(raw.loadUnaligned(fromByteOffset: length &- 4, as: UInt32.self))
    } else {
      low = UInt64(bytes[0]) | UInt64(bytes[length >> 1]) << 8 | UInt64(bytes[length &- 1]) << 16
    }
  }

  @inline(__always)
  func hash(_ length: Int) -> Int {
    let mixed = (low ^ UInt64(truncatingIfNeeded: length)) &* 0x9E37_79B9_7F4A_7C15 ^ high &* 0xC2B2_AE3D_27D4_EB4F
    return Int(truncatingIfNeeded: (mixed ^ mixed >> 29) &* 0x9E37_79B9_7F4A_7C15 >> 40)
  }
}
