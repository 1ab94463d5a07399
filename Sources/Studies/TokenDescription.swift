public import Tokenization

/// A token as every result shows it: its id, the vocabulary's own spelling, and what it stands for.
public struct TokenDescription: Codable, Sendable, Equatable {
  /// The row of the embedding matrix.
  public var id: Int
  /// The spelling in the vocabulary's file: `Ġthe`, `##ing`.
  public var raw: String
  /// The text it stands for: ` the`, `ing`; nil where its bytes are no valid UTF-8 by themselves.
  public var text: String?
  /// The bytes it stands for, two hexadecimal digits each.
  public var bytesHex: String
  /// The token as people read it, different from all others of its vocabulary: its text in quotation marks, spaces and stray
  /// bytes visible, with the mark of a piece inside a word (`“##ing”`); for a row without a token its number.
  public var shown: String

  /// Describes the token `id` of `vocabulary`; an id that no token has (a padding row) has an empty spelling.
  public init(_ id: Int, in vocabulary: Vocabulary) {
    self.id = id
    raw = vocabulary.raw(of: id) ?? ""
    text = vocabulary.text(of: id)
    bytesHex = Self.hexadecimal(vocabulary.bytes(of: id) ?? [])
    shown = vocabulary.display(of: id) ?? "#\(id) (no token)"
  }

  /// Describes the row `id` of a model without a tokenizer.
  package init(row id: Int) {
    self.id = id
    raw = ""
    text = nil
    bytesHex = ""
    shown = "#\(id)"
  }

  static func hexadecimal(_ bytes: some Collection<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(unsafeUninitializedCapacity: bytes.count * 2) { buffer in
      var position = 0
      for byte in bytes {
        buffer[position] = digits[Int(byte >> 4)]
        buffer[position + 1] = digits[Int(byte & 15)]
        position += 2
      }
      return position
    }
  }
}
