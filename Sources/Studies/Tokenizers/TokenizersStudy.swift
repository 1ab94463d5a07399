import Tensors
import Tokenization
public import Work
public import Workspace

/// What several tokenizers make of one text: how many tokens, how many for each word, and where they differ.
///
/// Words are what stands between white space. A token belongs to every word that it covers a byte of, so that the space
/// before a word counts for nothing and a token across two words counts for both.
///
/// ```swift
/// let result = try TokenizersStudy(text: Array(text.utf8)).run([gpt2, bert])
/// result.models.map(\.tokensPerWord)
/// ```
public struct TokenizersStudy: Study {
  /// The text in UTF-8.
  public var text: [UInt8]
  /// What the result calls the text.
  public var textName: String
  /// How many words the lists hold at most.
  public var listedWords: Int

  /// A study of `text`.
  public init(text: [UInt8], textName: String = "text", listedWords: Int = 10) {
    self.text = text
    self.textName = textName
    self.listedWords = listedWords
  }

  /// Encodes the text with each tokenizer, in parts of about a quarter of a megabyte that end with a line, without special
  /// tokens.
  public func run(_ models: [OpenModel], progress: WorkProgress) throws -> TokenizersResult {
    guard !models.isEmpty else { throw StudiesError.noModels(study: TokenizersResult.study) }
    let tokenizers = try models.map { try $0.tokenizer() }
    let counts = try text.withUnsafeBufferPointer { bytes in
      // SAFETY: the bytes are only read, and the loop has ended when this closure does.
      nonisolated(unsafe) let bytes = bytes
      let parts = Self.parts(of: bytes)
      let counted = ParallelLoop.map(parts.count) { index in
        Swift.Result { try WordCounts(bytes, parts[index], tokenizers) }
      }
      return try counted.reduce(into: WordCounts(models: models.count)) { try $0.add($1.get()) }
    }
    return TokenizersResult(
      counts, names: models.map(\.displayName), vocabularies: tokenizers.map(\.vocabulary), textName: textName,
      bytes: text.count, listed: listedWords)
  }

  private static let partSize = 1 << 18

  /// Parts of `bytes` that end behind a line feed, or where there is none for four times the usual size.
  private static func parts(of bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      var end = min(start + partSize, bytes.count)
      let limit = min(start + 4 * partSize, bytes.count)
      while end < limit, bytes[end - 1] != 0x0A { end += 1 }
      // No scalar may be cut; what is no UTF-8 is refused by the tokenizer.
      while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
      parts.append(start..<end)
      start = end
    }
    return parts
  }
}
