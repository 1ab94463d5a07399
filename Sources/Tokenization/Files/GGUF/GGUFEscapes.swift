/// The tokens of RWKV's vocabulary in GGUF: written as Python writes strings, as many of them are no UTF-8.
enum GGUFEscapes {
  /// The bytes that `token` stands for: `\t`, `\n`, `\r` and `\xNN` are one, other characters behind a `\` themselves.
  ///
  /// An escape that the token ends in, or digits that are none, stand for nothing and for 0, as in llama.cpp.
  static func bytes(of token: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = token[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      guard let kind = rest.popFirst() else { break }
      switch kind {
      case UInt8(ascii: "t"): bytes.append(0x09)
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "x"):
        guard let high = rest.popFirst(), let low = rest.popFirst() else { return bytes }
        bytes.append(digit(high) << 4 | digit(low))
      default: bytes.append(kind)
      }
    }
    return bytes
  }

  private static func digit(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: 0
    }
  }
}
