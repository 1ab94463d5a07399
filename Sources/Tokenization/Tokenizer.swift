/// A tokenizer as its model was trained with: text to token ids and back.
///
/// Its stages are those of the `tokenizers` library, whose results it gives id for id: added tokens are cut out, a
/// normalizer rewrites the text between them, a pre-tokenizer splits it, the model encodes each piece, and a post-processor
/// adds special tokens. A tokenizer never changes and may be used from many threads at once.
///
/// ```swift
/// try tokenizer.encode("Hello world").ids              // gpt2: [15496, 995]
/// try tokenizer.decode([15496, 995])               // "Hello world"
/// ```
public struct Tokenizer: Sendable {
  /// All tokens.
  public let vocabulary: Vocabulary
  /// What the files hold that is not followed unless one asks for it, in words: truncation and padding.
  public let notes: [String]
  /// The truncation that the file asks for, to be passed on in ``EncodingOptions``.
  public let truncation: Truncation?
  /// The padding that the file asks for, to be passed on in ``EncodingOptions``.
  public let padding: Padding?
  /// The stages that lead from text to tokens.
  let pipeline: EncodingPipeline
  let postProcessor: PostProcessor
  /// What the post-processor puts around the ids of a single text.
  let template: SpecialTokenTemplate?
  let decoder: TokenDecoder
  /// Why texts cannot be encoded, where only decoding is known; nil for all others.
  let encodingRefusal: TokenizationError?
  /// What calls work with; copies of a tokenizer share it.
  let scratches: ScratchPool

  init(
    normalizer: Normalizer?, preTokenizer: PreTokenizer?, model: TokenModel, postProcessor: PostProcessor,
    decoder: TokenDecoder, added: AddedTokens, truncation: Truncation? = nil, padding: Padding? = nil,
    notes: [String] = [], encodingRefusal: TokenizationError? = nil
  ) {
    pipeline = EncodingPipeline(added: added, normalizer: normalizer, preTokenizer: preTokenizer, model: model)
    scratches = ScratchPool()
    self.postProcessor = postProcessor
    template = SpecialTokenTemplate(postProcessor)
    self.decoder = decoder
    self.encodingRefusal = encodingRefusal
    self.truncation = truncation
    self.padding = padding
    self.notes = notes + (encodingRefusal.map { ["Texts cannot be made tokens here: \($0)."] } ?? [])
    vocabulary = Vocabulary(
      table: model.table, added: added,
      spelling: TokenSpelling(model: model, preTokenizer: preTokenizer, decoder: decoder))
  }

  var normalizer: Normalizer? { pipeline.normalizer }
  var preTokenizer: PreTokenizer? { pipeline.preTokenizer }
  var model: TokenModel { pipeline.model }

  /// The id of the token that the vocabulary spells exactly so, byte for byte; nil when there is none.
  public func tokenID(forRaw raw: String) -> Int? { vocabulary.tokenID(forRaw: raw) }

  /// The id of the token that stands for what the vocabulary cannot spell (`[UNK]`); nil where it can spell everything.
  public var unknownTokenID: Int? { model.unknownID }
}
