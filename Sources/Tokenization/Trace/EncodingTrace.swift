/// How a text became its tokens, step by step.
///
/// It comes from a slow and plain form of the encoder, which does one thing after the other as the tokenizer's file says; the
/// tests hold it equal to the quick form.
///
/// ```swift
/// let trace = try tokenizer.trace("lower")          // gpt2
/// trace.parts[0].pieces[0].symbols                  // ["l", "o", "w", "e", "r"]
/// trace.parts[0].pieces[0].merges.map(\.result)     // ["er", "ow", "low", "lower"]
/// ```
public struct EncodingTrace: Codable, Sendable, Equatable {
  /// The stretches that the text was cut into at added tokens.
  public var parts: [Part]
  /// The ids of the text's own tokens.
  public var ids: [Int]
  /// The ids with the special tokens that the post-processor adds.
  public var finalIDs: [Int]

  /// A stretch of the text: an added token, or what lies between two.
  public struct Part: Codable, Sendable, Equatable {
    /// Where it begins in the original text, in bytes.
    public var start: Int
    /// Where it ends.
    public var end: Int
    /// The added token that this is, found before anything else; nil for ordinary text.
    public var addedToken: Token?
    /// What the normalizer made of it; nil for an added token and where there is no normalizer.
    public var normalized: String?
    /// What the pre-tokenizer cut it into.
    public var pieces: [Piece]
  }

  /// A piece of text, which the model encodes by itself.
  public struct Piece: Codable, Sendable, Equatable {
    /// The piece as the model sees it: in the byte alphabet for byte-level vocabularies (`Ġthe`).
    public var text: String
    /// Where it begins in the original text, in bytes.
    public var start: Int
    /// Where it ends.
    public var end: Int
    /// What byte-pair merging begins with; empty for other models and for a piece that is taken as a whole.
    public var symbols: [String]
    /// The merges, in the order in which they were made.
    public var merges: [Merge]
    /// What the piece became.
    public var tokens: [Token]
  }

  /// Two neighbouring symbols that became one.
  public struct Merge: Codable, Sendable, Equatable {
    /// The merge's place in the file, from 0: of all that could be made, the lowest is made first, the leftmost of equals.
    public var rank: Int
    /// Which symbol of the piece, from 0, merged with its right neighbour.
    public var position: Int
    public var left: String
    public var right: String
    public var result: String
    /// The id of the result.
    public var id: Int
  }

  /// A token of the result.
  public struct Token: Codable, Sendable, Equatable {
    public var id: Int
    /// The token as the vocabulary spells it.
    public var raw: String
    /// Where the text it stands for begins, in bytes of the original.
    public var start: Int
    /// Where it ends.
    public var end: Int
    /// The log probability that a Unigram model gives it; nil for other models.
    public var score: Double?
  }
}
