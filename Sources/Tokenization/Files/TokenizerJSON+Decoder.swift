import ByteFiles

extension TokenizerJSON {
  /// The decoder that a file describes.
  static func decoder(_ reader: ComponentReader) throws -> TokenDecoder {
    switch try reader.type() {
    case "ByteLevel": return .byteLevel
    case "WordPiece":
      return .wordPiece(
        WordPieceDecoder(prefix: Array(try reader.string("prefix").utf8), cleansUp: try reader.bool("cleanup")))
    case let name: throw reader.unknown(name)
    }
  }
}
