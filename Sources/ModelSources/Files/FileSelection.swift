/// Looks up single files of one model; what a folder and the hub have in common.
protocol FileLookup {
  /// The local file of this name, fetched where needed; nil when the model does not have it.
  func file(named name: String) throws -> ModelFile?
  /// The names of all the model's files, as far as they can be known.
  func fileNames() throws -> [String]
  /// The error for a model that has none of `names`; `other` are files that would hold the same in another form.
  func missing(_ names: [String], other: [String]) -> ModelSourcesError
  /// What the files are looked for in, for messages.
  var place: String { get }
}

/// Which files make up a part of a model: the same rules for folders and for the hub.
struct FileSelection {
  let lookup: any FileLookup

  func files(for part: ModelPart) throws -> [ModelFile] {
    switch part {
    case .configuration: return try configuration()
    case .tokenizer: return try tokenizer()
    case .weights: return try weights()
    case .shards(let names): return try names.map(shard)
    }
  }

  private func configuration() throws -> [ModelFile] {
    if let file = try lookup.file(named: "config.json") { return [file] }
    if let gguf = try soleGGUF() { return [gguf] }
    throw lookup.missing(["config.json"], other: [])
  }

  private func tokenizer() throws -> [ModelFile] {
    if let gguf = try soleGGUF() { return [gguf] }
    if let file = try lookup.file(named: "tokenizer.json") {
      return [file] + (try optional(["tokenizer_config.json"]))
    }
    // Before tokenizer.json there were these: byte-level BPE, WordPiece, and the names of GPT-2's first release.
    for names in [["vocab.json", "merges.txt"], ["vocab.txt"], ["encoder.json", "vocab.bpe"]] {
      guard let first = try lookup.file(named: names[0]) else { continue }
      let rest = try names.dropFirst().map { name in
        guard let file = try lookup.file(named: name) else { throw lookup.missing([name], other: [names[0]]) }
        return file
      }
      return [first] + rest + (try optional(["tokenizer_config.json", "added_tokens.json", "special_tokens_map.json"]))
    }
    for name in ["tokenizer.model", "spiece.model"] {
      if let file = try lookup.file(named: name) { return [file] }
    }
    let ranks = try names(endingIn: [".tiktoken"])
    guard ranks.count <= 1 else { throw ModelSourcesError.ambiguous(names: ranks, place: lookup.place) }
    if let file = try ranks.first.flatMap(lookup.file(named:)) { return [file] }
    throw lookup.missing(
      ["tokenizer.json", "vocab.json", "vocab.txt", "tokenizer.model"], other: try names(endingIn: [".model"]))
  }

  private func weights() throws -> [ModelFile] {
    if let gguf = try soleGGUF() { return [gguf] }
    if let file = try lookup.file(named: "model.safetensors") { return [file] }
    if let index = try lookup.file(named: "model.safetensors.index.json") { return [index] }
    if let gguf = try onlyGGUF() { return [gguf] }
    throw lookup.missing(
      ["model.safetensors", "model.safetensors.index.json"], other: try names(endingIn: [".bin", ".h5", ".pt", ".pth"]))
  }

  private func shard(_ name: String) throws -> ModelFile {
    try SafeFileName.check(name, namedIn: "model.safetensors.index.json")
    guard let file = try lookup.file(named: name) else { throw lookup.missing([name], other: []) }
    return file
  }

  private func optional(_ names: [String]) throws -> [ModelFile] {
    try names.compactMap(lookup.file(named:))
  }

  /// The GGUF file that is the whole model: the only one, where there is no config.json.
  private func soleGGUF() throws -> ModelFile? {
    try lookup.file(named: "config.json") == nil ? try onlyGGUF() : nil
  }

  private func onlyGGUF() throws -> ModelFile? {
    let names = try names(endingIn: [".gguf"])
    guard names.count <= 1 else { throw ModelSourcesError.ambiguous(names: names, place: lookup.place) }
    return try names.first.flatMap(lookup.file(named:))
  }

  private func names(endingIn suffixes: [String]) throws -> [String] {
    try lookup.fileNames().filter { name in suffixes.contains(where: name.hasSuffix) }
  }
}
