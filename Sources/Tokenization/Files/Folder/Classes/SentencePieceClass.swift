/// How a class of transformers makes a tokenizer of a SentencePiece vocabulary.
///
/// Each class is a value with a file of its own in this folder. What all classes share (the order in which added and special
/// tokens are added, `add_bos_token`) is not said here.
struct SentencePieceClass: Sendable {
  /// The class's name in transformers.
  var name: String
  /// The file that the class looks for; all take `tokenizer.model` too.
  var file: String
  var model: Model
  /// How the pieces of a SentencePiece file become the vocabulary.
  var arrangement = PieceArrangement.asInFile
  /// The special tokens that the class has where its options name none, by role.
  var specialTokens: [String: DefaultToken]
  /// The special tokens for roles that no other class has.
  var ownTokens: [(role: String, token: NamedToken)] = []
  /// The special tokens without a role, where tokenizer_config.json lists none; given are the pieces that count as such.
  var extraTokens: @Sendable ([NamedToken]?, ClassOptions) throws -> [NamedToken]? = { given, _ in given }
  var normalizer: @Sendable (ClassOptions, PrecompiledNormalizer?) throws -> Normalizer? = { _, map in
    map.map { .precompiled($0) }
  }
  var preTokenizer: @Sendable (ClassOptions) throws -> PreTokenizer?
  var decoder: @Sendable (ClassOptions) throws -> TokenDecoder
  /// The template that is there before tokenizer.json and `add_bos_token` have their say.
  var earlyTemplate: @Sendable (ClassOptions) throws -> ClassTemplate? = { _ in nil }
  /// The template that takes the place of any other.
  var template: @Sendable (ClassOptions) throws -> ClassTemplate? = { _ in nil }
  /// `add_bos_token` where it is not said: then it counts as said.
  var addsBOS: Bool?
  /// Whether the class adds all its special tokens once more, then as special ones; unless tokenizer.json has a post-processor,
  /// only `add_bos_token` and `add_eos_token` then say what is put around texts.
  var addsTokensAgain = false

  /// A special token that options may rename.
  struct DefaultToken: Sendable, ExpressibleByStringLiteral {
    var token: NamedToken
    /// Whether the class gives a token that is named by its text alone the flags of this one.
    var hasFlags = false

    init(stringLiteral content: String) { token = NamedToken(content) }

    /// A token that takes the white space before it along, whatever its name.
    static func strippingLeft(_ content: String, isNormalized: Bool = false) -> DefaultToken {
      var token = DefaultToken(stringLiteral: content)
      token.token.stripsLeft = true
      token.token.normalized = isNormalized
      token.hasFlags = true
      return token
    }
  }

  /// The kind of model that the class makes, whatever the file was trained for.
  enum Model: Sendable {
    case unigram(unknown: @Sendable ([ScoredToken], ClassOptions) throws -> Int)
    case bytePairs(@Sendable (ClassOptions) throws -> BytePairModel.Options)

    var isOfBytePairs: Bool { if case .bytePairs = self { true } else { false } }
  }
}

extension SentencePieceClass.Model {
  /// A Unigram model whose unknown token has this id.
  static func unigram(unknownID: Int) -> SentencePieceClass.Model { .unigram { _, _ in unknownID } }
}
