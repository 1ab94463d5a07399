/// Which of a folder's files hold its tensors.
struct WeightSelection {
  private let folder: any FileLookup

  init(_ folder: any FileLookup) {
    self.folder = folder
  }

  /// The files, by the names that transformers writes first, then by any that tell.
  func weights() throws -> WeightFiles {
    if let file = try folder.weights(named: "model.safetensors") { return .safetensors(file) }
    if let file = try folder.file(named: "model.safetensors.index.json") { return .shardIndex(file) }
    let names = try folder.ownNames()
    var candidates = Self.candidates(among: names)
    // Exporters put ONNX into a folder of its own.
    if candidates.isEmpty {
      candidates = Self.candidates(among: try folder.fileNames().filter { $0.hasPrefix("onnx/") })
    }
    // Those of the best kind count; of these there must be one.
    guard let best = candidates.map(\.rank).min() else { throw try missing() }
    let choice = candidates.filter { $0.rank == best }
    if let first = choice.first, choice.count > 1, let file = try folder.weights(named: first.name) {
      _ = try notASlice(file)
    }
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

  /// `file`, unless it is one of Meta's files that each hold a slice of every tensor (`consolidated.00.pth`, `consolidated.01.pth`).
  func notASlice(_ file: ModelFile) throws -> ModelFile {
    func isSlice(_ name: String) -> Bool {
      let parts = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      return parts.count == 3 && parts[0].elementsEqual("consolidated".utf8) && parts[2].elementsEqual("pth".utf8)
        && parts[1].allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
    let name = FilePaths.lastComponent(file.name)
    guard isSlice(name), case let slices = try folder.ownNames().filter(isSlice), slices.count > 1 else { return file }
    throw ModelSourcesError.slices(names: slices, place: folder.place)
  }

  private func open(_ name: String) throws -> WeightFiles {
    guard let kind = FileKind.named(name),
      let file = try [.safetensors, .pytorch, .gguf].contains(kind)
        ? folder.weights(named: name) : folder.file(named: name)
    else { throw try missing() }
    switch (kind, PartNames(name)) {
    case (.shardIndex, _): return .shardIndex(file)
    case (.onnx, _): return .onnx(file)
    case (.flax, _): return .flax(file)
    case (.gguf, let parts?): return .gguf(try whole(parts))
    case (.gguf, nil): return .gguf([file])
    case (.pytorch, let parts?): return .pytorch(try whole(parts))
    case (.pytorch, nil): return .pytorch([try notASlice(file)])
    case (.wordVectors, _): return .wordVectors(file)
    case (.numpyArray, _): return .numpyArray(file)
    case (.numpyArchive, _): return .numpyArchive(file)
    case (_, let parts?): return .shards(try whole(parts))
    case (_, nil): return .safetensors(file)
    }
  }

  /// The files of a set, of which none may be missing.
  private func whole(_ parts: PartNames) throws -> [ModelFile] {
    let found = try parts.all.map { (name: $0, file: try folder.weights(named: $0)) }
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
      guard let kind = FileKind.named(name), let rank = WeightRank.of(FilePaths.lastComponent(name).lowercased(), kind)
      else { continue }
      if let parts = PartNames(name), kind != .shardIndex {
        guard sets.insert(parts.first).inserted else { continue }
      }
      candidates.append(Candidate(name: name, rank: rank))
    }
    return candidates
  }

  /// The error for a folder without weights that can be read: with those that cannot, and folders further down that have some.
  private func missing() throws -> ModelSourcesError {
    let names = try folder.fileNames()
    let folders = Set(
      names.filter { name in
        guard let kind = FileKind.named(name), name.contains("/") else { return false }
        return [.safetensors, .gguf, .pytorch].contains(kind)
          && WeightRank.of(FilePaths.lastComponent(name), kind) != nil
      }.map(FilePaths.parent)
    ).sorted()
    if !folders.isEmpty { return .weightsFurtherDown(place: folder.place, folders: folders) }
    return folder.missing(
      ["model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "a GGUF file"],
      other: names.filter(Self.isInAnotherForm))
  }

  /// Whether a file holds weights in a form that cannot be read.
  private static func isInAnotherForm(_ name: String) -> Bool {
    guard case .unreadable? = FileKind.named(name) else { return false }
    return !WeightRank.isTrainersOwn(FilePaths.lastComponent(name))
  }
}
