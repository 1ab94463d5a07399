/// What the normal forms and `StripAccents` ask of a scalar, as the reference library answers it.
struct NormalFormClass: OptionSet {
  let rawValue: UInt8

  /// A combining mark, spacing or not: what `StripAccents` takes out.
  static let mark = NormalFormClass(rawValue: 1)
  /// Has a compatibility decomposition that is not its canonical one.
  static let decomposesCompatibly = NormalFormClass(rawValue: 2)
  /// May compose with a scalar before it.
  static let composes = NormalFormClass(rawValue: 4)

  /// The class of the scalar `value`, which must be one (at most 0x10FFFF).
  @inline(__always)
  static func of(_ value: UInt32) -> NormalFormClass {
    NormalFormClass(
      rawValue: TwoStageLookup.value(
        of: value, low: NormalFormClassTable.blockLow, high: NormalFormClassTable.blockHigh,
        classes: NormalFormClassTable.classes))
  }
}
