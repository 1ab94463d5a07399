import ByteFiles

/// A token as a configuration or a class names it: its text, and how it is looked for where that is said.
struct NamedToken: Sendable, Equatable {
  var content: [UInt8]
  var isSpecial: Bool
  var stripsLeft: Bool
  var stripsRight: Bool
  var isSingleWord: Bool
  /// Whether it is looked for in normalized text; where nobody says, special tokens are not.
  var normalized: Bool?
  /// Whether it was named by its text alone; whoever adds it decides about the rest.
  var isBare: Bool
  /// Whether text can become the token; else it is only ever put there.
  var isSought = true

  /// A token that a class or a file names by its text alone.
  init(_ content: String) {
    self.init(content: Array(content.utf8), isBare: true)
  }

  /// A token with its flags.
  init(
    content: [UInt8], isSpecial: Bool = false, stripsLeft: Bool = false, stripsRight: Bool = false,
    isSingleWord: Bool = false, normalized: Bool? = nil, isBare: Bool = false
  ) {
    self.content = content
    self.isSpecial = isSpecial
    self.stripsLeft = stripsLeft
    self.stripsRight = stripsRight
    self.isSingleWord = isSingleWord
    self.normalized = normalized
    self.isBare = isBare
  }

  /// Reads an object with `content` and flags; those that are not known are passed over.
  init(_ value: JSONValue, file: String, field: String) throws {
    let reader = try ComponentReader(value, file: file, path: field)
    self.init(
      content: Array(try reader.string("content").utf8), isSpecial: try reader.bool("special", default: false),
      stripsLeft: try reader.bool("lstrip", default: false), stripsRight: try reader.bool("rstrip", default: false),
      isSingleWord: try reader.bool("single_word", default: false),
      normalized: reader.optional("normalized") == nil ? nil : try reader.bool("normalized"))
  }

  /// The token's text.
  var string: String { String(decoding: content, as: UTF8.self) }

  /// The added token `id` that this names.
  func added(id: Int) -> AddedToken {
    AddedToken(
      content: content, id: id, isSpecial: isSpecial, stripsLeft: stripsLeft, stripsRight: stripsRight,
      isSingleWord: isSingleWord, isNormalized: normalized ?? !isSpecial, isSought: isSought)
  }
}
