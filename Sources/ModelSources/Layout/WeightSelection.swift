/// Which of a folder's files hold its tensors.
struct WeightSelection {
  private let folder: any FileLookup

  init(_ folder: any FileLookup) {
    self.folder = folder
  }

  /// The files, by the names that transformers writes first, then by any that tell.
  func weights() throws -> WeightFiles {
    if let file = try folder.file(named: "model.safetensors") { return .safetensors(file) }
    if let file = try folder.file(named: "model.safetensors.index.json") { return .shardIndex(file) }
    let names = try folder.ownNames()
    let candidates = Self.candidates(among: names)
    // Those of the best kind count; of these there must be one.
    guard let best = candidates.map(\.rank).min() else { throw try missing() }
    let choice = candidates.filter { $0.rank == best }
    guard choice.count == 1 else {
      throw ModelSourcesError.ambiguous(names: choice.map(\.name), place: folder.place)
    }
    return try open(choice[0].name)
  }

  /// All parts of the GGUF file that `file` is or belongs to, in order.
  func parts(of file: ModelFile) throws -> [ModelFile] {
    guard let parts = PartNames(file.name) else { return [file] }
    return try whole(parts)
  }

  private func open(_ name: String) throws -> WeightFiles {
    guard let kind = FileKind.named(name), let file = try folder.file(named: name) else { throw try missing() }
    switch (kind, PartNames(name)) {
    case (.shardIndex, _): return .shardIndex(file)
    case (.gguf, let parts?): return .gguf(try whole(parts))
    case (.gguf, nil): return .gguf([file])
    case (.wordVectors, _): return .wordVectors(file)
    case (.numpyArray, _): return .numpyArray(file)
    case (.numpyArchive, _): return .numpyArchive(file)
    case (_, let parts?): return .shards(try whole(parts))
    case (_, nil): return .safetensors(file)
    }
  }

  /// The files of a set, of which none may be missing.
  private func whole(_ parts: PartNames) throws -> [ModelFile] {
    let found = try parts.all.map { (name: $0, file: try folder.file(named: $0)) }
    let absent = found.filter { $0.file == nil }.map(\.name)
    guard absent.isEmpty else {
      throw ModelSourcesError.partsMissing(names: absent, of: parts.count, place: folder.place)
    }
    return found.compactMap(\.file)
  }

  // MARK: Names

  private struct Candidate {
    var name: String
    /// The lower, the more surely it is the model itself.
    var rank: Int
  }

  /// The files that may be the whole model's weights, each set by one of its parts.
  private static func candidates(among names: [String]) -> [Candidate] {
    var candidates: [Candidate] = []
    var sets: Set<String> = []
    for name in names {
      guard let kind = FileKind.named(name), let rank = rank(of: name.lowercased(), kind) else { continue }
      if let parts = PartNames(name), kind != .shardIndex {
        guard sets.insert(parts.first).inserted else { continue }
      }
      candidates.append(Candidate(name: name, rank: rank))
    }
    return candidates
  }

  /// The lower, the more surely such a file is the whole model; nil for one that is none.
  ///
  /// First come variants (`model.fp16.safetensors`), Mistral's own form, sets and what diffusers writes, each after its index;
  /// then files by any other name, and GGUF; files of vectors, and adapters at last. Projectors and importance matrices are no models.
  private static func rank(of name: String, _ kind: FileKind) -> Int? {
    let stems = ["model.", "model-", "consolidated", "diffusion_pytorch_model"]
    let stem = stems.firstIndex(where: name.hasPrefix)
    switch kind {
    case .shardIndex: return stem.map { 2 * $0 } ?? 20
    case .safetensors where name.hasPrefix("adapter"): return 40
    case .safetensors: return stem.map { 2 * $0 + 1 } ?? 30
    case .gguf: return name.contains("mmproj") || name.contains("imatrix") ? nil : 30
    case .wordVectors, .numpyArray, .numpyArchive: return 35
    default: return nil
    }
  }

  /// The error for a folder without weights that can be read: with those that cannot, and folders further down that have some.
  private func missing() throws -> ModelSourcesError {
    let names = try folder.fileNames()
    let folders = Set(
      names.filter { name in
        [.safetensors, .gguf].contains(FileKind.named(name)) && name.contains("/")
      }.map(FilePaths.parent)
    ).sorted()
    if !folders.isEmpty { return .weightsFurtherDown(place: folder.place, folders: folders) }
    return folder.missing(
      ["model.safetensors", "model.safetensors.index.json", "a GGUF file"], other: names.filter(Self.isInAnotherForm))
  }

  /// Whether a file holds weights in a form that cannot be read; what a trainer keeps for itself is none.
  private static func isInAnotherForm(_ name: String) -> Bool {
    guard case .unreadable? = FileKind.named(name) else { return false }
    let own = ["training_args", "optimizer", "scheduler", "rng_state", "scaler"]
    return !own.contains(where: FilePaths.lastComponent(name).hasPrefix)
  }
}
