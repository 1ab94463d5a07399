public import Tokenization

/// How one text became its tokens and, for a text of one token, where that token comes from.
public struct TraceResult: Codable, Sendable {
  /// The study's name, as the command line and the JSON have it.
  public static let study = "trace"

  public var model: String
  public var text: String
  public var trace: EncodingTrace
  /// The one token that the text became; nil for a text of several tokens, and for one that no merges made.
  public var token: TokenDescription?
  /// How its merges made it.
  public var origin: TokenOrigin?
  /// The tokens in whose making it is a step, the shortest first.
  public var containedIn: [TokenDescription]
}
