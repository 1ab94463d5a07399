/// Every way to spoil a small file that a reader must survive: each byte changed in several ways, each prefix.
public enum ByteFlips {
  /// Calls `body` with each variant of `bytes`; with `stride` above 1 only every so many positions are spoiled.
  public static func forEach(of bytes: [UInt8], stride: Int = 1, _ body: ([UInt8]) throws -> Void) rethrows {
    for position in Swift.stride(from: 0, to: bytes.count, by: stride) {
      for change: UInt8 in [0x01, 0x10, 0x80, 0xFF] {
        var variant = bytes
        variant[position] ^= change
        try body(variant)
      }
      try body(Array(bytes[..<position]))
    }
  }
}
