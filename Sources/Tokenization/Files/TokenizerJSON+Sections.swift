import ByteFiles

/// The sections one by one, for classes of tokenizers that take some of them and build the rest themselves.
extension TokenizerJSON {
  /// The file's normalizer.
  func normalizer() throws -> Normalizer? { try component("normalizer").map(Self.normalizer) }

  /// The file's pre-tokenizer.
  func preTokenizer() throws -> PreTokenizer? { try component("pre_tokenizer").map(Self.preTokenizer) }

  /// The file's post-processor.
  func postProcessor() throws -> PostProcessor? { try component("post_processor").map(Self.postProcessor) }

  /// The file's decoder.
  func decoder() throws -> TokenDecoder { try component("decoder").map(Self.decoder) ?? .spaces }

  /// The truncation that the file asks for.
  func truncation() throws -> Truncation? { try component("truncation").map(Self.truncation) }

  /// The padding that the file asks for.
  func padding() throws -> Padding? { try component("padding").map(Self.padding) }

  /// The file's model as it is.
  func tokenModel() throws -> TokenModel { try requiredModel().build() }

  /// The file's vocabulary.
  func tokenTable() throws -> TokenTable { try requiredModel().tokenTable() }

  /// The file's merges, which must be there.
  func merges() throws -> MergeTable { try requiredModel().mergeTable() }

  /// The file's added tokens.
  func addedTokens() throws -> [AddedToken] { try addedTokens(try requiredModel().tokenTable()) }

  /// Whether the file at `path` names the component `ByteLevel` anywhere.
  static func mentionsByteLevel(_ path: String) -> Bool {
    guard let file = try? MappedFile(path: path) else { return false }
    return file.withUnsafeBytes { bytes in
      bytes.withMemoryRebound(to: UInt8.self) { text in
        var matcher = TokenMatcher()
        matcher.insert(Array("\"ByteLevel\"".utf8), value: 0)
        var found = false
        matcher.forEachMatch(in: text) { _, _ in found = true }
        return found
      }
    }
  }
}
