import ByteFiles

extension TokenizerJSON {
  /// The pre-tokenizer that a file describes.
  static func preTokenizer(_ reader: ComponentReader) throws -> PreTokenizer {
    switch try reader.type() {
    case "BertPreTokenizer": return .bert
    case "Digits": return .digits(DigitsPreTokenizer(individually: try reader.bool("individual_digits")))
    case "ByteLevel":
      return .byteLevel(
        ByteLevelPreTokenizer(
          addsPrefixSpace: try reader.bool("add_prefix_space"), splits: try reader.bool("use_regex", default: true)))
    case "Sequence": return .sequence(try reader.components("pretokenizers").map(preTokenizer))
    case let name: throw reader.unknown(name)
    }
  }
}
