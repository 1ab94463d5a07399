/// Compatibility decomposition and composition, as the reference library has them.
extension ScalarMapping {
  /// Calls `body` with each scalar of the compatibility decomposition of `value`, which must have one of its own.
  static func forEachCompatiblyDecomposed(_ value: UInt32, _ body: (UInt32) -> Void) {
    guard let entry = find(value, in: NormalFormTable.compatible) else { return body(value) }
    let start = Int(entry >> 8)
    for scalar in NormalFormTable.compatibleScalars[start..<start + Int(entry & 0xFF)] { body(scalar) }
  }

  /// What `first` and `second` become together; nil when they do not compose.
  static func composed(_ first: UInt32, _ second: UInt32) -> UInt32? {
    guard NormalFormClass.of(second).contains(.composes) else { return nil }
    if let syllable = composedJamo(first, second) { return syllable }
    let key = UInt64(first) << 42 | UInt64(second) << 21
    var low = 0
    var high = NormalFormTable.pairs.count
    while low < high {
      let middle = (low + high) / 2
      if NormalFormTable.pairs[middle] < key { low = middle + 1 } else { high = middle }
    }
    guard low < NormalFormTable.pairs.count, NormalFormTable.pairs[low] >> 21 == key >> 21 else { return nil }
    return UInt32(truncatingIfNeeded: NormalFormTable.pairs[low] & 0x1F_FFFF)
  }

  /// Korean syllables compose by arithmetic (The Unicode Standard, section 3.12).
  private static func composedJamo(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if (0x1100...0x1112).contains(first), (0x1161...0x1175).contains(second) {
      return 0xAC00 + (first - 0x1100) * 588 + (second - 0x1161) * 28
    }
    if (0xAC00...0xD7A3).contains(first), (first - 0xAC00) % 28 == 0, (0x11A8...0x11C2).contains(second) {
      return first + (second - 0x11A7)
    }
    return nil
  }
}
