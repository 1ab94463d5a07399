extension ByteToken {
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
