/// `Precompiled`: SentencePiece's rules for characters, as the reference applies them.
///
/// Clusters of fewer than 6 bytes are looked up as a whole, and what their shortest known beginning becomes takes the place of
/// the whole cluster; scalars of other clusters are looked up one by one.
struct PrecompiledNormalizer: Sendable, Equatable {
  private let map: CharacterMap
  /// For each ASCII byte, whether it is unchanged when another one, or nothing, follows.
  private let isPlain: [Bool]

  /// A normalizer by the rules of `map`.
  init(_ map: CharacterMap) {
    self.map = map
    isPlain = (UInt8(0)..<0x80).map { byte in
      // CR may form a cluster with an LF that follows.
      byte != 0x0D && [byte].withUnsafeBufferPointer { map.firstMatch(in: $0, 0..<1) } == nil
    }
  }

  /// The text `view`, rewritten.
  func normalize(_ view: TextView) -> AlignedText {
    var pass = Pass(map: map, view)
    var index = 0
    while index < view.bytes.count {
      let end = plainEnd(view.bytes, from: index)
      if end > index, pass.keep(from: index, upTo: end) {
        index = end
      } else {
        let end = GraphemeClass.clusterEnd(in: view.bytes, from: index)
        pass.replaceCluster(index..<end)
        index = end
      }
    }
    return pass.finish()
  }

  /// The end of the plain ASCII that begins at `start`, each byte of which is a cluster.
  private func plainEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] < 0x80, isPlain[Int(bytes[end])] { end += 1 }
    return end > start && end < bytes.count && bytes[end] >= 0x80 ? end - 1 : end
  }

  private struct Pass {
    private let map: CharacterMap
    private let view: TextView
    private var rewriter: TextRewriter
    /// The last scalar, whose change still counts what is removed after it.
    private var last: (value: UInt32, change: Int)?

    init(map: CharacterMap, _ view: TextView) {
      self.map = map
      self.view = view
      rewriter = TextRewriter(view)
    }

    /// Writes the ASCII before `end` as it is, if places are where they should be.
    ///
    /// They are not after something that was removed at the very beginning: the reference does not count that, and all
    /// places after it are too early.
    mutating func keep(from start: Int, upTo end: Int) -> Bool {
      flush()
      guard rewriter.next == start else { return false }
      rewriter.keep(upTo: end - 1)
      last = (UInt32(view.bytes[end - 1]), 0)
      return true
    }

    mutating func replaceCluster(_ range: Range<Int>) {
      if range.count < 6, let replacement = map.firstMatch(in: view.bytes, range) {
        return replace(scalarCount(range), with: replacement)
      }
      var index = range.lowerBound
      while index < range.upperBound {
        let (value, length) = UTF8Scalars.decode(view.bytes, at: index)
        if let replacement = map.firstMatch(in: view.bytes, index..<index + length) {
          replace(1, with: replacement)
        } else {
          push(value, change: 0)
        }
        index += length
      }
    }

    mutating func finish() -> AlignedText {
      flush()
      return rewriter.text
    }

    /// As many new scalars as there were old ones replace them; the others are inserted, or removed after the last.
    private mutating func replace(_ oldCount: Int, with replacement: Range<Int>) {
      let scalars = map.withBytes(replacement, UTF8Scalars.all)
      for (index, value) in scalars.enumerated() { push(value, change: index < oldCount ? 0 : 1) }
      if scalars.count < oldCount { last?.change -= oldCount - scalars.count }
    }

    private func scalarCount(_ range: Range<Int>) -> Int {
      range.count { !UTF8Scalars.isContinuation(view.bytes[$0]) }
    }

    private mutating func push(_ value: UInt32, change: Int) {
      flush()
      last = (value, change)
    }

    private mutating func flush() {
      if let last { rewriter.write(last.value, change: last.change) }
      last = nil
    }
  }
}
