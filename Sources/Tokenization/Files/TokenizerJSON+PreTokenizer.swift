import ByteFiles

extension TokenizerJSON {
  /// The pre-tokenizer that a file describes.
  static func preTokenizer(_ reader: ComponentReader) throws -> PreTokenizer {
    switch try reader.type() {
    case "BertPreTokenizer":
      try reader.allow([])
      return .cutting(.bert)
    case "ByteLevel":
      try reader.allow(["add_prefix_space", "trim_offsets", "use_regex"])
      return .byteLevel(
        ByteLevelPreTokenizer(
          addsPrefixSpace: try reader.bool("add_prefix_space"), splits: try reader.bool("use_regex", default: true)))
    case "CharDelimiterSplit":
      try reader.allow(["delimiter"])
      return .cutting(
        .scalarSplit(
          ScalarSplitPreTokenizer(delimiter: .scalar(try scalar(reader, "delimiter")), behavior: .removed)))
    case "Digits":
      try reader.allow(["individual_digits"])
      return .cutting(.digits(DigitsPreTokenizer(individually: try reader.bool("individual_digits"))))
    case "FixedLength":
      try reader.allow(["length"])
      return .cutting(.fixedLength(try fixedLength(reader)))
    case "Metaspace": return .metaspace(try metaspace(reader))
    case "Punctuation":
      try reader.allow(["behavior"])
      let behavior = reader.optional("behavior") == nil ? .isolated : try behavior(reader)
      return .cutting(.scalarSplit(ScalarSplitPreTokenizer(delimiter: .punctuation, behavior: behavior)))
    case "Sequence":
      try reader.allow(["pretokenizers"])
      return .sequence(try reader.components("pretokenizers").map(preTokenizer))
    case "Split":
      try reader.allow(["pattern", "behavior", "invert"])
      return .cutting(
        .split(
          SplitPreTokenizer(
            pattern: try pattern(reader.component("pattern")), behavior: try behavior(reader),
            isInverted: try reader.bool("invert"))))
    case "UnicodeScripts":
      try reader.allow([])
      return .cutting(.unicodeScripts)
    case "Whitespace":
      try reader.allow([])
      return .cutting(.whitespace)
    case "WhitespaceSplit":
      try reader.allow([])
      return .cutting(.scalarSplit(ScalarSplitPreTokenizer(delimiter: .whitespace, behavior: .removed)))
    case let name: throw reader.unknown(name)
    }
  }

  private static func behavior(_ reader: ComponentReader) throws -> SplitBehavior {
    let name = try reader.string("behavior")
    guard let behavior = SplitBehavior(rawValue: name) else {
      throw reader.unsupported("behavior", "“\(name)”", "no split is known by that name")
    }
    return behavior
  }

  private static func scalar(_ reader: ComponentReader, _ key: String) throws -> UInt32 {
    let scalars = try reader.string(key).unicodeScalars
    guard scalars.count == 1, let scalar = scalars.first else {
      throw TokenizationError.unexpected(
        file: reader.file, field: "\(reader.path).\(key)", expected: "one character",
        found: "the string “\(String(scalars))”")
    }
    return scalar.value
  }

  private static func fixedLength(_ reader: ComponentReader) throws -> FixedLengthPreTokenizer {
    let length = reader.optional("length") == nil ? 5 : try reader.integer("length")
    guard length > 0 else {
      throw TokenizationError.unexpected(
        file: reader.file, field: "\(reader.path).length", expected: "a length of at least 1", found: "\(length)")
    }
    return FixedLengthPreTokenizer(length: length)
  }

  /// Older files say `add_prefix_space` instead of `prepend_scheme`, and repeat the replacement as `str_rep`.
  private static func metaspace(_ reader: ComponentReader) throws -> MetaspacePreTokenizer {
    try reader.allow(["replacement", "prepend_scheme", "split", "add_prefix_space", "str_rep"])
    let name = try reader.optionalString("prepend_scheme") ?? "always"
    guard let scheme = MetaspacePreTokenizer.PrependScheme(rawValue: name) else {
      throw reader.unsupported("prepend_scheme", "“\(name)”", "no scheme is known by that name")
    }
    // As in the reference: true says nothing, false must not contradict.
    if try !reader.bool("add_prefix_space", default: true), scheme != .never {
      throw reader.unsupported("add_prefix_space", "false", "the prepend_scheme “\(name)” says otherwise")
    }
    _ = try reader.optionalString("str_rep")
    return MetaspacePreTokenizer(
      replacement: try scalar(reader, "replacement"), prependScheme: scheme,
      splits: try reader.bool("split", default: true))
  }
}

extension ComponentReader {
  /// Checks that the component has no other fields than its type and `keys`: an option that is not known is never passed over.
  func allow(_ keys: [String], type: Bool = true) throws {
    for key in self.keys where !keys.contains(key) && !(type && key == "type") {
      throw unsupported(key, "the option “\(key)”", "it is not known to this version")
    }
  }
}
