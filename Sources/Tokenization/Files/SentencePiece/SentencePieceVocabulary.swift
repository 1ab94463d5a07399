/// What a SentencePiece model says, as plain values: its pieces, and how text is made ready for them.
///
/// A `.model` file holds these, and so do GGUF files of such models.
struct SentencePieceVocabulary {
  /// The file, for messages.
  var file: String
  /// The pieces; the position is the id.
  var pieces: [Piece] = []
  var algorithm = Algorithm.unigram
  var normalization = SentencePieceNormalization()
  /// Whether characters that are no pieces are spelled by bytes.
  var hasByteFallback = false
  /// The piece for unknown text, as the training had it: it is not looked at by SentencePiece itself.
  var unknown = TrainedPiece(id: 0, content: "<unk>")
  /// The piece before a text.
  var beginning = TrainedPiece(id: 1, content: "<s>")
  /// The piece behind a text.
  var end = TrainedPiece(id: 2, content: "</s>")
  /// What stands for the unknown piece in decoded text.
  var unknownSurface = " \u{2047} "

  /// A special piece by the training's options.
  struct TrainedPiece: Equatable {
    /// Its id; below 0 where there is none.
    var id: Int
    var content: String
  }

  /// One piece.
  struct Piece: Equatable {
    /// Its string, in UTF-8.
    var content: [UInt8]
    /// The greater the better.
    var score: Float
    var type: TokenType
  }

  /// How text is cut into pieces, by the format's numbers.
  enum Algorithm: Int {
    case unigram = 1
    case bytePairs = 2
    case words = 3
    case characters = 4
  }

  /// The error for a field that holds something else than it must.
  func unexpected(_ field: String, _ expected: String, _ found: String) -> TokenizationError {
    .unexpected(file: file, field: field, expected: expected, found: found)
  }
}

/// How SentencePiece rewrites text before it cuts it (`NormalizerSpec`).
struct SentencePieceNormalization: Equatable {
  /// `precompiled_charsmap`: replacements, most often those of NFKC; empty for none.
  var characterMap: [UInt8] = []
  /// `add_dummy_prefix`: whether a space is put before the text.
  var addsSpace = true
  /// `remove_extra_whitespaces`: whether spaces at the ends go, and runs of them become one.
  var removesExtraSpaces = true
  /// `escape_whitespaces`: whether a space becomes ▁.
  var escapesSpaces = true
  /// Whether the space comes before the first word instead of the text, and a ▁ at the end of a text stays: as llama.cpp has
  /// it.
  var marksWords = false
  /// `treat_whitespace_as_suffix`: whether the space is put behind the text instead.
  var putsSpaceBehind = false
}
