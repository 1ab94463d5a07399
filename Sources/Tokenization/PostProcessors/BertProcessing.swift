/// `[CLS] A [SEP]`, or `[CLS] A [SEP] B [SEP]` with type 1 for the second text and its mark.
struct BertProcessing: Sendable, Equatable {
  /// What stands before the first text (`[CLS]`).
  let first: SpecialToken
  /// What stands after each text (`[SEP]`).
  let last: SpecialToken

  /// The texts with the tokens around them.
  ///
  /// The type of what fell off is left as it is, but for the marks: 0 in the first text, 1 in the second.
  func process(_ parts: [EncodingPart], addSpecialTokens: Bool) -> [EncodingPart] {
    guard addSpecialTokens else { return parts }
    return parts.enumerated().map { index, part in
      var part = part
      part.encoding.surround(
        with: index == 0 ? first : nil, last, typeID: index == 0 ? 0 : 1, sequence: index == 0 ? 0 : 1)
      return part
    }
  }

  /// The same, of ids.
  func process(ids parts: [[Int]]) -> [[Int]] {
    parts.enumerated().map { index, ids in (index == 0 ? [first.id] : []) + ids + [last.id] }
  }
}
