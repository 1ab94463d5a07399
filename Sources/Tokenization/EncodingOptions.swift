/// What a person may ask of an encoding.
///
/// The defaults show what a text becomes: nothing is truncated and nothing is padded.
///
/// ```swift
/// var options = EncodingOptions()
/// options.truncation = tokenizer.truncation      // as the file asks
/// options.padding = tokenizer.padding
/// let batch = try tokenizer.encodeBatch(texts, options: options)
/// ```
public struct EncodingOptions: Sendable, Equatable {
  /// Whether the post-processor's special tokens are added.
  public var addSpecialTokens: Bool
  /// Whether special tokens that stand in a text are encoded as the text they are: for texts that nobody vouches for.
  public var encodeSpecialTokens: Bool
  /// How long encodings are truncated; nil for not at all.
  public var truncation: Truncation?
  /// How short encodings are padded; nil for not at all.
  public var padding: Padding?

  /// Options, by default those of ``Tokenizer/encode(_:pair:addSpecialTokens:)``.
  public init(
    addSpecialTokens: Bool = true, encodeSpecialTokens: Bool = false, truncation: Truncation? = nil,
    padding: Padding? = nil
  ) {
    self.addSpecialTokens = addSpecialTokens
    self.encodeSpecialTokens = encodeSpecialTokens
    self.truncation = truncation
    self.padding = padding
  }
}
