/// A text, or two, as tokens.
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
  /// They are whole characters: the tokens of a character that was split have the same range. Of two texts, each has its
  /// own offsets; ``sequenceIDs`` says which.
  public internal(set) var offsets: [Range<Int>] = []
  /// Which of several texts each token belongs to, as the model wants it told; 0 for a single text.
  public internal(set) var typeIDs: [Int] = []
  /// 1 for tokens to attend to, 0 for padding.
  public internal(set) var attentionMask: [Int] = []
  /// 1 for the tokens that the post-processor and padding added, 0 for the text's own.
  public internal(set) var specialTokensMask: [Int] = []
  /// What truncation took off, piece by piece, each as a finished encoding with special tokens of its own.
  ///
  /// Of two texts there is every piece of one with every piece of the other. None of them overflows itself.
  public internal(set) var overflowing: [Encoding] = []
  /// Which tokens belong to which text.
  var sequenceRanges = SequenceRanges()

  /// Which text each token comes from, 0 or 1; nil for tokens that were added.
  ///
  /// As in the reference, it is 0 for all tokens where no post-processor says otherwise.
  public var sequenceIDs: [Int?] {
    var sequences = [Int?](repeating: nil, count: ids.count)
    for sequence in 0..<max(1, sequenceRanges.count) {
      for index in sequenceRanges[sequence] ?? ids.indices { sequences[index] = sequence }
    }
    return sequences
  }

  /// An encoding without tokens.
  init() {}

  /// The encoding of a text's own tokens.
  init(ids: [Int], tokens: [String], offsets: [Range<Int>], typeID: Int) {
    self.ids = ids
    self.tokens = tokens
    self.offsets = offsets
    typeIDs = [Int](repeating: typeID, count: ids.count)
    attentionMask = [Int](repeating: 1, count: ids.count)
    specialTokensMask = [Int](repeating: 0, count: ids.count)
  }

  /// Special tokens alone.
  init(_ special: [SpecialToken], typeID: Int) {
    self.init(
      ids: special.map(\.id), tokens: special.map(\.string), offsets: special.map { _ in 0..<0 }, typeID: typeID)
    specialTokensMask = special.map { _ in 1 }
  }
}
