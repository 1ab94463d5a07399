/// How a scalar stands together with its neighbours in a cluster, as far as `Precompiled` can tell.
///
/// `Precompiled` looks up clusters of fewer than 6 bytes as a whole, and longer ones scalar by scalar. Scalars whose clusters
/// are always longer (flags, the consonants of Indian scripts) therefore count as `other`, and marks that have a width as
/// `extending`.
enum GraphemeClass: UInt8 {
  case other, control, extending, prepending, leading, vowel, trailing, open, closed, pictograph

  /// The class of the scalar `value`, which must be one (at most 0x10FFFF).
  @inline(__always)
  static func of(_ value: UInt32) -> GraphemeClass {
    GraphemeClass(
      rawValue: TwoStageLookup.value(
        of: value, low: GraphemeClassTable.blockLow, high: GraphemeClassTable.blockHigh,
        classes: GraphemeClassTable.classes)) ?? .other
  }

  /// Whether a scalar of this class stands together with a scalar of the class `next` that follows it, whatever comes before.
  ///
  /// The rules are those of Unicode Standard Annex 29: GB4 to GB9b.
  func joins(_ next: GraphemeClass) -> Bool {
    switch (self, next) {
    case (.control, _), (_, .control): false
    case (.leading, .leading), (.leading, .vowel), (.leading, .open), (.leading, .closed): true
    case (.open, .vowel), (.open, .trailing), (.vowel, .vowel), (.vowel, .trailing): true
    case (.closed, .trailing), (.trailing, .trailing): true
    case (_, .extending), (.prepending, _): true
    default: false
    }
  }

  /// The end of the cluster that begins at `start`.
  static func clusterEnd(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var (value, length) = UTF8Scalars.decode(bytes, at: start)
    var before = of(value)
    var followsPictograph = before == .pictograph
    var index = start + length
    while index < bytes.count {
      let (next, nextLength) = UTF8Scalars.decode(bytes, at: index)
      let after = of(next)
      let isLineEnd = value == 0x0D && next == 0x0A  // GB3
      let joinsPictographs = followsPictograph && value == 0x200D && after == .pictograph  // GB11
      guard isLineEnd || joinsPictographs || before.joins(after) else { return index }
      followsPictograph = after == .pictograph || followsPictograph && after == .extending
      (value, before) = (next, after)
      index += nextLength
    }
    return index
  }
}
