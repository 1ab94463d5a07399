/// Words without the differences that one model makes and another does not.
package enum WordFolding {
  private static let normalizer = BertNormalizer(cleansText: false, separatesIdeographs: false)

  /// `word` in small letters, without accents: decomposed, and non-spacing marks removed, as BERT does it.
  ///
  /// ```swift
  /// WordFolding.folded("Éclair")     // "eclair"
  /// ```
  package static func folded(_ word: String) -> String {
    var word = word
    return word.withUTF8 { bytes in
      String(decoding: normalizer.normalize(TextView(bytes: bytes, sources: nil, base: 0)).bytes, as: UTF8.self)
    }
  }
}
