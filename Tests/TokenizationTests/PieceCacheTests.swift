import Testing

@testable import Tokenization

@Suite struct PieceCacheTests {
  private func key(_ piece: [UInt8]) -> PieceKey {
    piece.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { PieceKey($0, length: bytes.count) } ?? PieceKey()
    }
  }

  private func ids(_ cache: PieceCache, _ piece: [UInt8]) -> [Int]? {
    cache.tokens(of: key(piece), length: piece.count).map { tokens in
      (0..<tokens.count).map { cache.id(of: tokens, at: $0) }
    }
  }

  @Test func givesBackWhatWasKept() {
    var cache = PieceCache()
    #expect(ids(cache, [97]) == nil)
    for count in 1...16 {
      let piece = [UInt8](repeating: 0, count: count)
      cache.insert(Array(100..<100 + count)[...], for: key(piece), length: count)
      #expect(ids(cache, piece) == Array(100..<100 + count))
    }
    // Each length of the same byte is a piece of its own, whatever came later.
    for count in 1...16 {
      #expect(ids(cache, [UInt8](repeating: 0, count: count)) ?? Array(100..<100 + count) == Array(100..<100 + count))
    }
    cache.insert([][...], for: key([98]), length: 1)
    #expect(ids(cache, [98]) == nil)
  }

  /// More pieces than there are places, with many tokens each: what is known is right, whatever was dropped.
  @Test func neverGivesAnothersTokens() {
    var cache = PieceCache()
    var random = Generator(state: 9)
    var known = 0
    for _ in 0..<60_000 {
      let piece = (0..<Int.random(in: 1...16, using: &random)).map { _ in UInt8.random(in: 97...99, using: &random) }
      let tokens = piece.reversed().map { Int($0) + piece.count }
      if let found = ids(cache, piece) {
        known += 1
        #expect(found == tokens)
      }
      cache.insert(tokens[...], for: key(piece), length: piece.count)
    }
    #expect(known > 1000)
  }
}
