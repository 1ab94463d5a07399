/// `<s> A </s>`, or `<s> A </s> </s> B </s>`; all types are 0, and offsets may leave out white space.
struct RobertaProcessing: Sendable, Equatable {
  /// What stands before the first text (`<s>`).
  let first: SpecialToken
  /// What stands after the first text, and around the second (`</s>`).
  let last: SpecialToken
  /// How offsets are trimmed; nil where they are not.
  let trimming: OffsetTrimming?

  /// The texts with the tokens around them.
  func process(_ parts: [EncodingPart], addSpecialTokens: Bool) -> [EncodingPart] {
    parts.enumerated().map { index, part in
      var part = part
      trimming?.trim(&part)
      part.encoding.setTypeID(0)
      guard addSpecialTokens else { return part }
      for window in part.encoding.overflowing.indices { part.encoding.overflowing[window].setTypeID(0) }
      part.encoding.surround(with: index == 0 ? first : last, last, typeID: 0, sequence: index == 0 ? 0 : 1)
      return part
    }
  }

  /// The same, of ids.
  func process(ids parts: [[Int]]) -> [[Int]] {
    parts.enumerated().map { index, ids in [index == 0 ? first.id : last.id] + ids + [last.id] }
  }
}
