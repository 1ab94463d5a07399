/// `<s> A </s>`, or `<s> A </s> </s> B </s>`; all types are 0, and offsets may leave out white space.
struct RobertaProcessing: Sendable, Equatable {
  /// What stands before the first text (`<s>`).
  let first: SpecialToken
  /// What stands after the first text, and around the second (`</s>`).
  let last: SpecialToken
  /// How offsets are trimmed; nil where they are not.
  let trimming: OffsetTrimming?

  /// Puts the tokens around the texts.
  func process(_ parts: inout [EncodingPart], addSpecialTokens: Bool) {
    for index in parts.indices {
      trimming?.trim(&parts[index])
      parts[index].encoding.setTypeID(0)
      guard addSpecialTokens else { continue }
      for window in parts[index].encoding.overflowing.indices {
        parts[index].encoding.overflowing[window].setTypeID(0)
      }
      let isFirst = index == 0
      parts[index].encoding.surround(with: isFirst ? first : last, last, typeID: 0, sequence: isFirst ? 0 : 1)
    }
  }

  /// The same, of ids.
  func process(ids parts: [[Int]]) -> [[Int]] {
    parts.enumerated().map { index, ids in [index == 0 ? first.id : last.id] + ids + [last.id] }
  }
}
