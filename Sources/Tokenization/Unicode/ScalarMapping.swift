/// What scalars become under canonical decomposition and lower-casing, as the reference library has it.
enum ScalarMapping {
  /// Calls `body` with each scalar of the canonical decomposition of `value`, or with `value` itself.
  @inline(__always)
  static func forEachDecomposed(_ value: UInt32, _ body: (UInt32) -> Void) {
    if (0xAC00...0xD7A3).contains(value) { return forEachJamo(value - 0xAC00, body) }
    guard let entry = find(value, in: ScalarMappingTable.decompositions) else { return body(value) }
    let start = Int(entry >> 8)
    for scalar in ScalarMappingTable.decomposedScalars[start..<start + Int(entry & 0xFF)] { body(scalar) }
  }

  /// Korean syllables decompose by arithmetic (The Unicode Standard, section 3.12).
  private static func forEachJamo(_ index: UInt32, _ body: (UInt32) -> Void) {
    body(0x1100 + index / 588)
    body(0x1161 + index % 588 / 28)
    if index % 28 != 0 { body(0x11A7 + index % 28) }
  }

  /// The canonical combining class of `value`; 0 for all but marks.
  static func combiningClass(_ value: UInt32) -> UInt8 {
    UInt8(truncatingIfNeeded: find(value, in: ScalarMappingTable.combiningClasses) ?? 0)
  }

  /// The lower-case form of `value`; U+0130 is the only scalar that has a second one, ``dottedIRest``.
  static func lowercase(_ value: UInt32) -> UInt32 {
    value == 0x130 ? 0x69 : find(value, in: ScalarMappingTable.lowercase) ?? value
  }

  /// What follows the i in the lower-case form of İ (U+0130): a dot above.
  static let dottedIRest: UInt32 = 0x307

  /// The lower half of the entry whose upper half is `value`, by binary search.
  static func find(_ value: UInt32, in table: [UInt64]) -> UInt32? {
    var low = 0
    var high = table.count
    while low < high {
      let middle = (low + high) / 2
      if table[middle] >> 32 < UInt64(value) { low = middle + 1 } else { high = middle }
    }
    guard low < table.count, table[low] >> 32 == UInt64(value) else { return nil }
    return UInt32(truncatingIfNeeded: table[low])
  }
}
