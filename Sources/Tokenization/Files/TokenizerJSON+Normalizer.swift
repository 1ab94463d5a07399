import ByteFiles

extension TokenizerJSON {
  /// The normalizer that a file describes.
  static func normalizer(_ reader: ComponentReader) throws -> Normalizer {
    switch try reader.type() {
    case "BertNormalizer": return .bert(try bertNormalizer(reader))
    case "NFC": return .form(NormalFormNormalizer(composes: true))
    case "NFD": return .form(NormalFormNormalizer())
    case "NFKC": return .form(NormalFormNormalizer(compatible: true, composes: true))
    case "NFKD": return .form(NormalFormNormalizer(compatible: true))
    case "Lowercase": return .lowercase(LowercaseNormalizer())
    case "Strip":
      return .strip(StripNormalizer(left: try reader.bool("strip_left"), right: try reader.bool("strip_right")))
    case "StripAccents": return .stripAccents(StripAccentsNormalizer())
    case "Replace":
      return .replace(
        ReplaceNormalizer(
          pattern: try pattern(reader.component("pattern")), content: Array(try reader.string("content").utf8)))
    case "Prepend": return .prepend(PrependNormalizer(content: Array(try reader.string("prepend").utf8)))
    case "ByteLevel": return .byteLevel(ByteLevelNormalizer())
    case "Nmt": return .nmt(NmtNormalizer())
    case "Precompiled": return .precompiled(try precompiledNormalizer(reader))
    case "Sequence": return .sequence(try reader.components("normalizers").map(normalizer))
    case let name: throw reader.unknown(name)
    }
  }

  private static func bertNormalizer(_ reader: ComponentReader) throws -> BertNormalizer {
    let lowercases = try reader.bool("lowercase")
    return BertNormalizer(
      cleansText: try reader.bool("clean_text"), separatesIdeographs: try reader.bool("handle_chinese_chars"),
      stripsAccents: try reader.bool("strip_accents", default: lowercases), lowercases: lowercases)
  }

  /// A pattern as the components `Replace` and `Split` have it: `{"String": …}` or `{"Regex": …}`.
  static func pattern(_ reader: ComponentReader) throws -> SplitPattern {
    try reader.allow(["String", "Regex"], type: false)
    switch (try reader.optionalString("String"), try reader.optionalString("Regex")) {
    case (let string?, nil): return .literal(Array(string.utf8))
    case (nil, let regex?):
      do {
        return try SplitPattern(regex: regex)
      } catch TokenizationError.badPattern(_, let offset, let reason) {
        throw reader.unsupported("Regex", "the pattern “\(regex)”", "\(reason) (at byte \(offset) of it)")
      }
    case (let found, _):
      throw TokenizationError.unexpected(
        file: reader.file, field: reader.path, expected: "either “String” or “Regex”",
        found: found == nil ? "neither" : "both")
    }
  }

  private static func precompiledNormalizer(_ reader: ComponentReader) throws -> PrecompiledNormalizer {
    let field = "\(reader.path).precompiled_charsmap"
    let text = Array(try reader.string("precompiled_charsmap").utf8)
    var bytes: [UInt8] = []
    guard text.withUnsafeBufferPointer({ Base64.decode($0, into: &bytes) }) else {
      throw TokenizationError.unexpected(
        file: reader.file, field: field, expected: "bytes in base64", found: "another text")
    }
    return PrecompiledNormalizer(try CharacterMap(bytes, file: reader.file, field: field))
  }
}
