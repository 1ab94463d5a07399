import ByteFiles

extension TokenizerJSON {
  /// The decoder that a file describes.
  static func decoder(_ reader: ComponentReader) throws -> TokenDecoder {
    switch try reader.type() {
    case "ByteLevel": return .byteLevel
    case "WordPiece":
      return .wordPiece(WordPieceDecoder(prefix: try reader.utf8("prefix"), cleansUp: try reader.bool("cleanup")))
    case "Metaspace": return .metaspace(try metaspace(reader))
    case "BPEDecoder": return .wordEnds(WordEndDecoder(suffix: try reader.utf8("suffix")))
    case "CTC":
      return .ctc(
        CTCDecoder(
          blank: try reader.utf8("pad_token"), wordMark: try reader.utf8("word_delimiter_token"),
          cleansUp: try reader.bool("cleanup")))
    case "Replace": return .replace(try replace(reader))
    case "Fuse": return .fuse
    case "Strip":
      return .strip(
        StripDecoder(
          character: try reader.character("content"), start: try reader.count("start"), end: try reader.count("stop")))
    case "ByteFallback": return .byteFallback
    case "Sequence": return .sequence(try reader.components("decoders").map(decoder))
    case let name: throw reader.unknown(name)
    }
  }

  /// A mark was put before the text unless the file says `never`, or, as older files do, that no prefix space is added.
  private static func metaspace(_ reader: ComponentReader) throws -> MetaspaceDecoder {
    var scheme = try reader.optionalString("prepend_scheme") ?? "always"
    guard ["always", "first", "never"].contains(scheme) else {
      throw reader.unexpected("prepend_scheme", "“always”, “first” or “never”", "“\(scheme)”")
    }
    if try !reader.bool("add_prefix_space", default: true) {
      guard scheme == "never" || reader.optional("prepend_scheme") == nil else {
        throw reader.unexpected("add_prefix_space", "true, as prepend_scheme is “\(scheme)”", "false")
      }
      scheme = "never"
    }
    return MetaspaceDecoder(mark: try reader.character("replacement"), dropsFirst: scheme != "never")
  }

  private static func replace(_ reader: ComponentReader) throws -> ReplaceDecoder {
    ReplaceDecoder(pattern: try pattern(reader.component("pattern")), content: try reader.utf8("content"))
  }
}

extension ComponentReader {
  /// The UTF-8 of the string at `key`.
  func utf8(_ key: String) throws -> [UInt8] { Array(try string(key).utf8) }

  /// The UTF-8 of the one character (Unicode scalar) at `key`.
  func character(_ key: String) throws -> [UInt8] {
    let string = try string(key)
    guard string.unicodeScalars.count == 1 else { throw unexpected(key, "one character", "“\(string)”") }
    return Array(string.utf8)
  }

  /// The number of at least 0 at `key`.
  func count(_ key: String) throws -> Int {
    let number = try integer(key)
    guard number >= 0 else { throw unexpected(key, "a number of at least 0", "\(number)") }
    return number
  }

  /// The error for a field that holds something else than it must.
  func unexpected(_ key: String, _ expected: String, _ found: String) -> TokenizationError {
    .unexpected(file: file, field: "\(path).\(key)", expected: expected, found: found)
  }
}
