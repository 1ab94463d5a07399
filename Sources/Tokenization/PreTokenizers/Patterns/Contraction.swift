/// The English endings `'s 't 're 've 'm 'll 'd`, with which split patterns begin.
enum Contraction {
  /// How many bytes of an ending stand behind the apostrophe before `index`; 0 for none.
  @inline(__always)
  static func length(_ bytes: UnsafeBufferPointer<UInt8>, after index: Int, limit: Int) -> Int {
    guard index < limit else { return 0 }
    switch bytes[index] {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"): return 1
    case UInt8(ascii: "r"), UInt8(ascii: "v"):
      return index + 1 < limit && bytes[index + 1] == UInt8(ascii: "e") ? 2 : 0
    case UInt8(ascii: "l"):
      return index + 1 < limit && bytes[index + 1] == UInt8(ascii: "l") ? 2 : 0
    default: return 0
    }
  }

  /// The same where case is ignored: ſ, which folds to s, is an ending too.
  @inline(__always)
  static func lengthIgnoringCase(_ bytes: UnsafeBufferPointer<UInt8>, after index: Int, limit: Int) -> Int {
    guard index < limit else { return 0 }
    switch bytes[index] | 0x20 {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"): return 1
    case UInt8(ascii: "r"), UInt8(ascii: "v"):
      return index + 1 < limit && bytes[index + 1] | 0x20 == UInt8(ascii: "e") ? 2 : 0
    case UInt8(ascii: "l"):
      return index + 1 < limit && bytes[index + 1] | 0x20 == UInt8(ascii: "l") ? 2 : 0
    default: return bytes[index] == 0xC5 && index + 1 < limit && bytes[index + 1] == 0xBF ? 2 : 0
    }
  }
}
