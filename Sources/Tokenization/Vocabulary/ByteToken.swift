/// Tokens that stand for one byte, spelled `<0x00>` to `<0xFF>`.
enum ByteToken {
  /// The byte that `token` stands for; nil when it is spelled otherwise.
  ///
  /// Small digits count too, and so does a plus sign in the place of the first: the reference reads the number as Rust does.
  static func byte(_ token: some BidirectionalCollection<UInt8>) -> UInt8? {
    guard token.count == 6, token.starts(with: [0x3C, 0x30, 0x78]), token.last == 0x3E else { return nil }
    let digits = token.dropFirst(3).prefix(2)
    guard digits.first != 0x2D else { return nil }
    return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  private static let digits = Array("0123456789ABCDEF".utf8)

  /// The token's bytes for `byte`: `<0xE2>`.
  static func spelling(of byte: UInt8) -> [UInt8] {
    Array("<0x".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)], UInt8(ascii: ">")]
  }

  /// For each byte, the id of its token; `UInt32.max` where the vocabulary has none.
  static func ids(in table: TokenTable) -> [UInt32] {
    (0...255).map { (byte: UInt8) in table.id(of: spelling(of: byte)).map { UInt32($0) } ?? .max }
  }
}
