/// The tokens `<0x00>` to `<0xFF>`, by which SentencePiece spells characters that the vocabulary does not have.
enum ByteTokens {
  private static let digits = Array("0123456789ABCDEF".utf8)

  /// The token's bytes for `byte`: `<0xE2>`.
  static func spelling(of byte: UInt8) -> [UInt8] {
    Array("<0x".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)], UInt8(ascii: ">")]
  }

  /// For each byte, the id of its token; `UInt32.max` where the vocabulary has none.
  static func ids(in table: TokenTable) -> [UInt32] {
    (0...255).map { (byte: UInt8) in table.id(of: spelling(of: byte)).map { UInt32($0) } ?? .max }
  }

  /// The byte that `token` stands for, if it has this form.
  static func byte(_ token: UnsafeBufferPointer<UInt8>) -> UInt8? {
    guard token.count == 6, token[0] == UInt8(ascii: "<"), token[1] == UInt8(ascii: "0"), token[2] == UInt8(ascii: "x"),
      token[5] == UInt8(ascii: ">"), let high = digits.firstIndex(of: token[3]),
      let low = digits.firstIndex(of: token[4])
    else { return nil }
    return UInt8(truncatingIfNeeded: high << 4 | low)
  }
}
