import ByteFiles

extension TokenizerJSON {
  /// The normalizer that a file describes.
  static func normalizer(_ reader: ComponentReader) throws -> Normalizer {
    switch try reader.type() {
    case "BertNormalizer":
      let lowercases = try reader.bool("lowercase")
      return .bert(
        BertNormalizer(
          cleansText: try reader.bool("clean_text"), separatesIdeographs: try reader.bool("handle_chinese_chars"),
          stripsAccents: try reader.bool("strip_accents", default: lowercases), lowercases: lowercases))
    case "Sequence": return .sequence(try reader.components("normalizers").map(normalizer))
    case let name: throw reader.unknown(name)
    }
  }
}
