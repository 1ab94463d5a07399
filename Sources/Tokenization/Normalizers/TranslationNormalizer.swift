/// Marian's way to make text ready: SentencePiece's, but for the mark of a language before the text, which stays as it is.
struct TranslationNormalizer: Sendable, Equatable {
  /// What rewrites the text behind the mark.
  let normalizer: SentencePieceNormalizer

  /// The text `view`, rewritten.
  func normalize(_ view: TextView) -> AlignedText {
    guard let end = LanguageMark.end(in: view.bytes, from: 0) else { return normalizer.normalize(view) }
    var text = AlignedText(view.slice(0..<end))
    let rest = normalizer.normalize(view.slice(end..<view.bytes.count))
    text.bytes += rest.bytes
    text.sources += rest.sources
    return text
  }
}
