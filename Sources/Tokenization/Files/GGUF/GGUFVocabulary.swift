/// What a GGUF file says about its tokenizer, as plain values (`tokenizer.ggml.…`).
///
/// Numbers are as the file has them: what llama.cpp makes of missing and odd ones is in `GGUFVocabulary+Tokens.swift`.
package struct GGUFVocabulary: Sendable {
  /// The file, for messages.
  package var file: String
  /// `model`: how text becomes tokens (`gpt2`, `llama`, `t5`, `bert`).
  package var model: String
  /// `pre`: which way the text is split (`gpt-2`, `smollm`).
  package var pre: String?
  /// `tokens`, in UTF-8; the position is the id.
  package var tokens: [[UInt8]]
  /// `token_type`, by the numbers of `TokenType`; empty where the file has none.
  package var tokenTypes: [Int] = []
  /// `scores`; empty where the file has none.
  package var scores: [Float] = []
  /// `merges`, in UTF-8; empty where the file has none.
  package var merges: [[UInt8]] = []
  /// `bos_token_id`.
  package var beginID: Int?
  /// `eos_token_id`.
  package var endID: Int?
  /// `unknown_token_id`.
  package var unknownID: Int?
  /// `seperator_token_id` (GGUF's own spelling).
  package var separatorID: Int?
  /// The ids of tokens for gaps in code, by their keys (`fim_pre_token_id`).
  package var fillIDs: [String: Int] = [:]
  /// `add_bos_token`.
  package var addsBegin: Bool?
  /// `add_eos_token`.
  package var addsEnd: Bool?
  /// `add_space_prefix`.
  package var addsSpacePrefix: Bool?
  /// `remove_extra_whitespaces`.
  package var removesExtraSpaces: Bool?
  /// `precompiled_charsmap`: SentencePiece's replacements; empty where the file has none.
  package var characterMap: [UInt8] = []
  /// `normalizer.lowercase`.
  package var lowercases: Bool?
  /// `normalizer.strip_accents`.
  package var stripsAccents: Bool?
  /// `general.name`, by which some models' special tokens take white space along.
  package var modelName = ""
  /// `general.architecture`, likewise.
  package var architecture = ""

  /// The keys of ``fillIDs``.
  package static var fillKeys: [String] { GGUFSpecialTokens.fillKeys }

  /// A vocabulary with nothing but its tokens.
  package init(file: String, model: String, pre: String? = nil, tokens: [[UInt8]]) {
    self.file = file
    self.model = model
    self.pre = pre
    self.tokens = tokens
  }
}
