internal import CVectorKernels

/// Between which two bytes text may be cut whose spaces SentencePiece's byte pairs see as ▁.
///
/// A merge makes a token of two neighbours, and in that token the last byte of the one stands before the first of the other. Where
/// no token has two bytes side by side, no merge joins what stands on the two sides; and as merges of one side neither make
/// nor prevent any of the other, each side comes to the same by itself.
final class PairCuts: Sendable {
  /// 1 at 256·a + b where text may be cut between the bytes a and b of one that is not marked yet.
  private let cuts: [UInt8]

  private static let space = 0x20
  private static let mark = SentencePieceVocabulary.spaceMark.map(Int.init)

  /// The cuts for the tokens of `table`.
  init(_ table: TokenTable) {
    var cuts = [UInt8](repeating: 1, count: 1 << 16)
    // No cut inside a character.
    for first in 0..<256 { for second in 0x80..<0xC0 { cuts[first << 8 | second] = 0 } }
    cuts.withUnsafeMutableBufferPointer { cuts in
      for id in 0..<table.idLimit {
        _ = table.withBytes(of: id) { token in Self.forEachPair(of: token) { cuts[$0 << 8 | $1] = 0 } }
      }
      Self.treatMarksAsSpaces(cuts)
    }
    self.cuts = cuts
  }

  /// Calls `body` with each two neighbouring bytes of `token`, ▁ being a space.
  private static func forEachPair(of token: UnsafeBufferPointer<UInt8>, _ body: (Int, Int) -> Void) {
    var previous: Int?
    var index = 0
    while index < token.count {
      let isMark =
        token[index] == 0xE2 && index + 2 < token.count && token[index + 1] == 0x96 && token[index + 2] == 0x81
      let byte = isMark ? space : Int(token[index])
      if let previous { body(previous, byte) }
      previous = byte
      index += isMark ? 3 : 1
    }
  }

  /// A mark that stands in the text itself is cut off from its neighbours only where a space is.
  private static func treatMarksAsSpaces(_ cuts: UnsafeMutableBufferPointer<UInt8>) {
    let (first, last) = (mark[0], mark[2])
    for byte in 0..<256 {
      cuts[byte << 8 | first] &= cuts[byte << 8 | space]
      cuts[last << 8 | byte] &= cuts[space << 8 | byte]
    }
    let betweenSpaces = cuts[space << 8 | space]
    cuts[last << 8 | first] &= betweenSpaces
  }

  /// Whether text may be cut between `first` and `second`.
  @inline(__always)
  func allow(_ first: UInt8, _ second: UInt8) -> Bool { cuts[Int(first) << 8 | Int(second)] == 1 }

  /// Splits `stretch`; `starts` takes where each part begins, and the end of the last.
  ///
  /// - Returns: how many parts there are.
  func split(_ stretch: UnsafeBufferPointer<UInt8>, into starts: UnsafeMutablePointer<UInt16>) -> Int {
    cuts.withUnsafeBufferPointer { embedscope_split_pairs(stretch.baseAddress, stretch.count, $0.baseAddress, starts) }
  }

  /// Calls `body` with the parts of a text of any length.
  func forEachPart(of bytes: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) throws -> Void) rethrows {
    var start = 0
    for index in bytes.indices.dropFirst() where allow(bytes[index - 1], bytes[index]) {
      try body(start..<index)
      start = index
    }
    if start < bytes.count { try body(start..<bytes.count) }
  }

  /// Where the first part of `bytes` ends.
  func endOfFirst(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    bytes.indices.dropFirst().first { allow(bytes[$0 - 1], bytes[$0]) } ?? bytes.count
  }
}
