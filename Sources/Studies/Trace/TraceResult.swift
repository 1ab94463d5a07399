public import Tokenization

/// How one text became each model's tokens and, for a text of one token, where that token comes from.
public struct TraceResult: ResultByModel {
  public static let study = "trace"

  /// One model's tokens of the text.
  public struct Model: Codable, Sendable {
    public var model: String
    public var trace: EncodingTrace
    /// The one token that the text became; nil for a text of several tokens, and for one that no merges made.
    public var token: TokenDescription?
    /// How its merges made it.
    public var origin: TokenOrigin?
    /// The tokens in whose making it is a step, the shortest first.
    public var containedIn: [TokenDescription]
  }

  public var text: String
  public var models: [Model]
}
