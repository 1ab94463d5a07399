import Checkpoints
import Tokenization

extension GGUFVocabulary {
  /// What a GGUF file's metadata says about its tokenizer.
  ///
  /// - Throws: ``WorkspaceError/ggufField(file:key:expected:)`` where a field is missing that every tokenizer needs.
  init(_ metadata: GGUFMetadata, file: String) throws {
    func key(_ name: String) -> String { "tokenizer.ggml." + name }
    guard let model = try metadata.string(key("model")) else {
      throw WorkspaceError.ggufField(file: file, key: key("model"), expected: "a string")
    }
    guard let tokens = try metadata.strings(key("tokens")) else {
      throw WorkspaceError.ggufField(file: file, key: key("tokens"), expected: "an array of strings")
    }
    self.init(file: file, model: model, pre: try metadata.string(key("pre")), tokens: tokens.map { Array($0) })
    tokenTypes = try metadata.integers(key("token_type")) ?? []
    scores = try metadata.floats(key("scores")) ?? []
    merges = try metadata.strings(key("merges"))?.map { Array($0) } ?? []
    beginID = try metadata.integer(key("bos_token_id"))
    endID = try metadata.integer(key("eos_token_id"))
    unknownID = try metadata.integer(key("unknown_token_id"))
    // The format's own spelling, which every writer of it uses.
    separatorID = try metadata.integer(key("seperator_token_id"))
    for name in Self.fillKeys { fillIDs[name] = try metadata.integer(key(name)) }
    addsBegin = try metadata.bool(key("add_bos_token"))
    addsEnd = try metadata.bool(key("add_eos_token"))
    addsSpacePrefix = try metadata.bool(key("add_space_prefix"))
    removesExtraSpaces = try metadata.bool(key("remove_extra_whitespaces"))
    // Signed or unsigned bytes, whatever wrote the file.
    characterMap = try metadata.integers(key("precompiled_charsmap"))?.map { UInt8(truncatingIfNeeded: $0) } ?? []
    lowercases = try metadata.bool(key("normalizer.lowercase"))
    stripsAccents = try metadata.bool(key("normalizer.strip_accents"))
    modelName = try metadata.string("general.name") ?? ""
    architecture = try metadata.string("general.architecture") ?? ""
  }
}
