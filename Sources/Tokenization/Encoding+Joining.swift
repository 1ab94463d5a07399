extension Encoding {
  /// The encodings `parts` one after the other.
  init(joining parts: [Encoding]) {
    self = parts.first ?? Encoding()
    for part in parts.dropFirst() { append(part) }
  }

  /// Appends `other`, and combines what overflows: each piece of one with all of the other.
  mutating func append(_ other: Encoding) {
    var combined: [Encoding] = []
    for piece in overflowing { combined += piece.followed(by: [other] + other.overflowing) }
    if !other.overflowing.isEmpty {
      var plain = self
      plain.overflowing = []
      combined += plain.followed(by: other.overflowing)
    }
    appendTokens(of: other)
    overflowing = combined
  }

  private func followed(by others: [Encoding]) -> [Encoding] {
    others.map { other in
      var joined = self
      joined.appendTokens(of: other)
      return joined
    }
  }

  private mutating func appendTokens(of other: Encoding) {
    sequenceRanges.add(other.sequenceRanges, movedBy: ids.count)
    ids += other.ids
    tokens += other.tokens
    offsets += other.offsets
    typeIDs += other.typeIDs
    attentionMask += other.attentionMask
    specialTokensMask += other.specialTokensMask
  }

  /// Says that all tokens come from the text `sequence`.
  mutating func setSequence(_ sequence: Int) { sequenceRanges.set(sequence, ids.indices) }

  /// Gives all tokens, though not the overflowing ones, one type.
  mutating func setTypeID(_ typeID: Int) {
    guard typeIDs.contains(where: { $0 != typeID }) else { return }
    typeIDs = [Int](repeating: typeID, count: ids.count)
  }

  /// Puts special tokens of one type around the text `sequence`, and around each overflowing piece of it.
  mutating func surround(with first: SpecialToken?, _ last: SpecialToken, typeID: Int, sequence: Int) {
    let before = first.map { [$0] } ?? []
    func surrounded(_ text: Encoding) -> Encoding {
      var result = Encoding(before, typeID: typeID)
      var text = text
      text.overflowing = []
      text.specialTokensMask = [Int](repeating: 0, count: text.ids.count)
      text.attentionMask = [Int](repeating: 1, count: text.ids.count)
      result.appendTokens(of: text)
      result.sequenceRanges = SequenceRanges()
      result.sequenceRanges.set(sequence, before.count..<before.count + text.ids.count)
      result.appendTokens(of: Encoding([last], typeID: typeID))
      return result
    }
    let windows = overflowing.map(surrounded)
    self = surrounded(self)
    overflowing = windows
  }
}
