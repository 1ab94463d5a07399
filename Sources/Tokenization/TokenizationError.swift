/// What can be wrong with a tokenizer's files, or with what it is asked.
///
/// `file` is the file as it was given, `field` the path inside it (`pre_tokenizer.type`).
public enum TokenizationError: Error, Equatable, CustomStringConvertible {
  /// A component by a name that is not known here.
  case unknownComponent(file: String, field: String, name: String)
  /// A known component with an option that is not supported, or in a place where it is not.
  case unsupported(file: String, field: String, found: String, reason: String)
  /// A field that must be there.
  case missing(file: String, field: String)
  /// A field that holds something else than it must.
  case unexpected(file: String, field: String, expected: String, found: String)
  /// A token that the vocabulary has twice.
  case duplicateToken(file: String, token: String, id: Int, otherID: Int)
  /// An id that two tokens share.
  case duplicateID(file: String, id: Int, token: String, otherToken: String)
  /// An id below 0, or far above what a vocabulary with that many tokens can need.
  case idOutOfRange(file: String, token: String, id: Int, limit: Int)
  /// A line of a merges file that is not two tokens with a space between them.
  case brokenMerge(file: String, line: Int, found: String)
  /// A merge whose parts, or whose result, the vocabulary does not have.
  case mergeOfUnknownToken(file: String, line: Int, token: String)
  /// A token that the tokenizer needs and the vocabulary does not have.
  case tokenNotInVocabulary(file: String, field: String, token: String)
  /// A token that one part of a file gives another id than another part.
  case contradictoryID(file: String, token: String, id: Int, otherID: Int)
  /// A vocabulary without a token.
  case emptyVocabulary(file: String)
  /// An id to decode that no token has.
  case unknownTokenID(id: Int, vocabularySize: Int)
  /// A text that needs the unknown token of a tokenizer that has none.
  case noUnknownToken(name: String?)
  /// A word that a plain list of words does not have.
  case unknownWord(String)
  /// Bytes to encode that are no text.
  case invalidUTF8(offset: Int)
  /// More text at once than offsets can count.
  case textTooLong(bytes: Int, limit: Int)
  /// A regular expression that is broken, or that asks for what is not supported here; `offset` counts its bytes.
  case badPattern(pattern: String, offset: Int, reason: String)
  /// A regular expression that takes too many steps on a text; `offset` is where in the text the search began.
  case patternLimit(pattern: String, offset: Int)

  /// A folder's class of tokenizer that is not supported.
  case unsupportedTokenizer(folder: String, name: String)
  /// A folder whose tokenizer is Python code that it brings along.
  case codeOfItsOwn(folder: String, name: String)
  /// A file that a folder's class of tokenizer needs.
  case missingFile(folder: String, name: String, tokenizer: String)

  /// A tiktoken file whose name does not tell how its text is split.
  case unknownPattern(file: String, known: [String])
  /// A post-processor whose stages give each other more parts than a template has texts for.
  case tooManyParts(count: Int)
  /// A truncated length that the special tokens alone exceed.
  case truncationBelowSpecialTokens(maximumLength: Int, specialTokens: Int)
  /// Truncated pieces that would have to overlap by all their tokens, or more.
  case strideTooLong(stride: Int, room: Int)
  /// A text that would have to lose more tokens than it has.
  case tooShortToTruncate(tokens: Int, excess: Int)
  /// A second text that is to be truncated, and is not there.
  case noSecondText

  /// The error in words, with what to do next where there is something.
  public var description: String {
    switch self {
    case .unknownComponent(let file, let field, let name):
      "\(file): \(field): “\(name)” is not a component this version knows"
    case .unsupported(let file, let field, let found, let reason):
      "\(file): \(field): \(found) is not supported: \(reason)"
    case .missing(let file, let field): "\(file): \(field) is missing"
    case .unexpected(let file, let field, let expected, let found):
      "\(file): \(field): expected \(expected), found \(found)"
    case .duplicateToken(let file, let token, let id, let otherID):
      "\(file): the token “\(token)” appears twice, with the ids \(otherID) and \(id): each token must have one id"
    case .duplicateID(let file, let id, let token, let otherToken):
      "\(file): the id \(id) belongs to two tokens, “\(otherToken)” and “\(token)”: each id must have one token"
    case .idOutOfRange(let file, let token, let id, let limit):
      "\(file): the token “\(token)” has the id \(id): expected 0 to \(limit) in a vocabulary of this size"
    case .brokenMerge(let file, let line, let found):
      "\(file): line \(line): expected two tokens with one space between them, found “\(found)”"
    case .mergeOfUnknownToken(let file, let line, let token):
      "\(file): merge \(line): the vocabulary has no token “\(token)”; the two files may belong to different models"
    case .tokenNotInVocabulary(let file, let field, let token):
      "\(file): \(field): the vocabulary has no token “\(token)”"
    case .contradictoryID(let file, let token, let id, let otherID):
      "\(file): the token “\(token)” has the id \(id) here and \(otherID) in the vocabulary"
    case .emptyVocabulary(let file): "\(file): the vocabulary has no token"
    case .unknownTokenID(let id, let size): "no token has the id \(id); the vocabulary has \(size) tokens"
    case .noUnknownToken(let name):
      "the text has characters that the vocabulary does not have, nor does it have an unknown token"
        + (name.map { " (“\($0)”)" } ?? "") + " to stand for them"
    case .unknownWord(let word): "“\(word)” is not among the vocabulary's words"
    case .invalidUTF8(let offset): "the text is not valid UTF-8 at byte \(offset)"
    case .textTooLong(let bytes, let limit):
      "a text of \(bytes) bytes is too long to encode at once (at most \(limit)); split it, for instance into lines"
    case .badPattern(let pattern, let offset, let reason):
      "the pattern “\(pattern)” cannot be used: \(reason) (at byte \(offset) of it)"
    case .patternLimit(let pattern, let offset):
      "the pattern “\(pattern)” takes too many steps on the text from byte \(offset) on"
    case .unsupportedTokenizer(let folder, let name):
      "\(folder): its tokenizer is a \(name), which this version does not support; name one of the folder's files to "
        + "have that file alone read"
    case .codeOfItsOwn(let folder, let name):
      "\(folder): its tokenizer is Python code of the folder's own (\(name)), which is not run; name one of the folder's "
        + "files to have that file alone read"
    case .missingFile(let folder, let name, let tokenizer):
      "\(folder): its tokenizer is a \(tokenizer), which needs \(name), and that is not there; name one of the folder's "
        + "files to have that file alone read"
    case .unknownPattern(let file, let known):
      "\(file): such a file does not say how text is split, and its name is none of \(known.joined(separator: ", ")); "
        + "name the pattern, or give one"
    case .tooManyParts(let count):
      "post_processor: a template takes one text or two, and the stages before it make \(count) parts of them"
    case .truncationBelowSpecialTokens(let maximum, let special):
      "cannot truncate to \(maximum) tokens: the special tokens alone are \(special)"
    case .strideTooLong(let stride, let room):
      "a stride of \(stride) leaves nothing to go on by: \(room) tokens of a text fit beside the special ones"
    case .tooShortToTruncate(let tokens, let excess):
      "the text to truncate has \(tokens) tokens, and \(excess) are too many: truncate the longest first instead"
    case .noSecondText: "only the second text is to be truncated, and there is none"
    }
  }
}
