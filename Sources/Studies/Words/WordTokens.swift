import Tokenization

/// The tokens of a word: the one rule of all studies that take words.
///
/// A word means what it means in a text, where it stands after a space: vocabularies that mark spaces have it as ` king`, and
/// `king` without the space is the end of `viking`. So a word that begins with a letter or a digit is encoded after a space;
/// what begins with a sign, and words of scripts that are written without spaces, as they are typed. A raw spelling
/// (`Ġking`, `▁king`, `##ing`, `[CLS]`) names that very token.
struct WordTokens {
  let tokenizer: Tokenizer
  let form: WordForm

  init(_ tokenizer: Tokenizer, _ form: WordForm = .inText) {
    self.tokenizer = tokenizer
    self.form = form
  }

  /// The tokens of `word`, those that the post-processor adds left out.
  ///
  /// - Throws: what encoding throws.
  func ids(of word: String) throws -> [Int] {
    // As tokens are shown: what is read off a table can be asked for.
    if word.unicodeScalars.first == "␣", word.unicodeScalars.count > 1 {
      return try tokenizer.encode(" " + String(word.unicodeScalars.dropFirst()), addSpecialTokens: false).ids
    }
    if let id = tokenizer.vocabulary.tokenID(forRaw: word), form == .bare || isMarked(id, word) { return [id] }
    let typed = try tokenizer.encode(word, addSpecialTokens: false).ids
    guard form == .inText, Self.standsAfterSpace(word) else { return typed }
    // Some tokenizers put a space before every text: there it is already.
    if let first = typed.first, text(of: first)?.utf8.first == UInt8(ascii: " ") { return withoutSpace(typed) }
    return withoutSpace(try tokenizer.encode(" " + word, addSpecialTokens: false).ids)
  }

  /// A space that is a token of its own is no part of the word behind it.
  private func withoutSpace(_ ids: [Int]) -> [Int] {
    ids.count > 1 && text(of: ids[0]) == " " ? Array(ids.dropFirst()) : ids
  }

  private func text(of id: Int) -> String? { tokenizer.vocabulary.text(of: id) }

  /// Whether the vocabulary's spelling says more than the text does.
  private func isMarked(_ id: Int, _ raw: String) -> Bool {
    let vocabulary = tokenizer.vocabulary
    if vocabulary.isAdded(id) { return true }
    let bytes = vocabulary.bytes(of: id) ?? []
    // One letter of a byte alphabet is a letter of some language, too: à is a word before it is the byte E0.
    if raw.unicodeScalars.count == 1 { return bytes == [0x20] }
    return !bytes.elementsEqual(raw.utf8)
  }

  /// Whether `word` is of those that texts have spaces before.
  private static func standsAfterSpace(_ word: String) -> Bool {
    guard let first = word.unicodeScalars.first else { return false }
    let properties = first.properties
    return (properties.isAlphabetic || properties.numericType != nil) && !isWrittenWithoutSpaces(first)
  }

  /// Han, kana, Thai, Lao, Tibetan, Burmese and Khmer: between their words stands nothing.
  private static func isWrittenWithoutSpaces(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00..<0x1100, 0x1780..<0x1800, 0x19E0..<0x1A00, 0x2E80..<0x3100, 0x31A0..<0x3400, 0xA9E0..<0xAA00,
      0xAA60..<0xAA80,
      0xFF66..<0xFFA0:
      true
    default: scalar.properties.isIdeographic
    }
  }
}
