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

  /// Describes the token `id` of `vocabulary`; an id that no token has (a padding row) has an empty spelling.
  public init(_ id: Int, in vocabulary: Vocabulary) {
    self.id = id
    raw = vocabulary.raw(of: id) ?? ""
    text = vocabulary.text(of: id)
    bytesHex = Self.hexadecimal(vocabulary.bytes(of: id) ?? [])
  }

  /// Describes the row `id` of a model without a tokenizer, or that no token has.
  init(row id: Int) {
    self.id = id
    raw = ""
    text = nil
    bytesHex = ""
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

extension TokenDescription {
  /// The token as people read it: its text in quotes, spaces and stray bytes visible; `#17` for a row without a token.
  public var display: String { Self.display(id, raw: raw, bytesHex: bytesHex) }

  /// The token as people read it, with the mark of a piece inside a word (`“##ing”`); `#17` for a row without a token.
  package var shown: String {
    guard let text, !text.isEmpty, raw.utf8.count > text.utf8.count,
      raw.utf8.suffix(text.utf8.count).elementsEqual(text.utf8)
    else { return display }
    return TokenText.display(Array(raw.utf8))
  }

  /// The token of these three as people read it.
  static func display(_ id: Int, raw: String, bytesHex: String) -> String {
    if raw.isEmpty && bytesHex.isEmpty { return "#\(id)" }
    let digits = bytesHex.utf8.map { UInt8(Character(Unicode.Scalar($0)).hexDigitValue ?? 0) }
    return TokenText.display(stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
  }
}
