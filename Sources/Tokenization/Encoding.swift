/// A text as tokens.
///
/// All arrays have one entry per token.
///
/// ```swift
/// let encoding = try tokenizer.encode("the")     // bert-base-uncased
/// encoding.ids                               // [101, 1996, 102]
/// encoding.tokens                            // ["[CLS]", "the", "[SEP]"]
/// encoding.offsets                           // [0..<0, 0..<3, 0..<0]
/// ```
public struct Encoding: Sendable, Equatable {
  /// Token ids.
  public internal(set) var ids: [Int] = []
  /// The tokens as the vocabulary spells them (`Ġthe`, `##ing`); for an added token, what stands in the text.
  public internal(set) var tokens: [String] = []
  /// The bytes of the original text's UTF-8 that each token stands for; empty at 0 for tokens that stand for none.
  ///
  /// They are whole characters: the tokens of a character that was split have the same range.
  public internal(set) var offsets: [Range<Int>] = []
  /// Which of several texts each token belongs to, as the model wants it told; 0 for a single text.
  public internal(set) var typeIDs: [Int] = []
  /// 1 for tokens to attend to: all of them, as nothing is padded here.
  public internal(set) var attentionMask: [Int] = []
  /// 1 for the tokens that the post-processor added, 0 for the text's own.
  public internal(set) var specialTokensMask: [Int] = []

  /// An encoding without tokens.
  init() {}

  mutating func append(count: Int, typeID: Int, isSpecial: Bool) {
    typeIDs.append(contentsOf: repeatElement(typeID, count: count))
    attentionMask.append(contentsOf: repeatElement(1, count: count))
    specialTokensMask.append(contentsOf: repeatElement(isSpecial ? 1 : 0, count: count))
  }
}
