/// `[CLS] A [SEP]`, or `[CLS] A [SEP] B [SEP]` with type 1 for the second text and its mark.
struct BertProcessing: Sendable, Equatable {
  /// What stands before the first text (`[CLS]`).
  let first: SpecialToken
  /// What stands after each text (`[SEP]`).
  let last: SpecialToken

  /// Puts the tokens around the texts.
  ///
  /// The type of overflowing pieces is left as it is, but for the special tokens: 0 in the first text, 1 in the second.
  func process(_ parts: inout [EncodingPart], addSpecialTokens: Bool) {
    guard addSpecialTokens else { return }
    for index in parts.indices {
      let isFirst = index == 0
      parts[index].encoding.surround(
        with: isFirst ? first : nil, last, typeID: isFirst ? 0 : 1, sequence: isFirst ? 0 : 1)
    }
  }

  /// The same, of ids.
  func process(ids parts: [[Int]]) -> [[Int]] {
    parts.enumerated().map { index, ids in (index == 0 ? [first.id] : []) + ids + [last.id] }
  }
}
