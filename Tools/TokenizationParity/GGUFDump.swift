import ByteFiles
import Tokenization

/// The tokenizer's values of a GGUF file, as the comparing script writes them: one object, keys without `tokenizer.ggml.`.
enum GGUFDump {
  static func read(_ path: String) throws -> GGUFVocabulary {
    let value = try JSONValue(path: path)
    func strings(_ key: String) -> [[UInt8]] { (value[key]?.array ?? []).map { Array(($0.string ?? "").utf8) } }
    var gguf = GGUFVocabulary(
      file: path, model: value["model"]?.string ?? "", pre: value["pre"]?.string, tokens: strings("tokens"))
    gguf.tokenTypes = (value["token_type"]?.array ?? []).compactMap(\.integer)
    gguf.scores = (value["scores"]?.array ?? []).compactMap(\.double).map { Float($0) }
    gguf.merges = strings("merges")
    gguf.characterMap = (value["precompiled_charsmap"]?.array ?? []).compactMap(\.integer)
      .map { UInt8(truncatingIfNeeded: $0) }
    gguf.beginID = value["bos_token_id"]?.integer
    gguf.endID = value["eos_token_id"]?.integer
    gguf.unknownID = value["unknown_token_id"]?.integer
    gguf.separatorID = value["seperator_token_id"]?.integer
    for key in GGUFVocabulary.fillKeys { gguf.fillIDs[key] = value[key]?.integer }
    gguf.addsBegin = value["add_bos_token"]?.bool
    gguf.addsEnd = value["add_eos_token"]?.bool
    gguf.addsSpacePrefix = value["add_space_prefix"]?.bool
    gguf.removesExtraSpaces = value["remove_extra_whitespaces"]?.bool
    gguf.lowercases = value["normalizer.lowercase"]?.bool
    gguf.stripsAccents = value["normalizer.strip_accents"]?.bool
    gguf.modelName = value["general.name"]?.string ?? ""
    gguf.architecture = value["general.architecture"]?.string ?? ""
    return gguf
  }
}
