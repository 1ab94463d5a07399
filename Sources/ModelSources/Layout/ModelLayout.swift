import ByteFiles

/// Which files make a model, and what each of them is: decided here, once, from names, first bytes and small JSON files, for a
/// folder, a single file and a repository of the hub alike.
///
/// ```swift
/// let layout = try ModelID(parsing: "gpt2").source().layout()
/// try layout.weights()         // .safetensors(model.safetensors)
/// try layout.configuration()   // config.json
/// ```
///
/// Every question is answered when it is asked: a file that no question needs is not fetched.
public struct ModelLayout: Sendable {
  let lookup: any FileLookup
  /// The name of the file that was named itself, which is that file for the part that it is, and what it is.
  let chosen: (name: String, kind: FileKind)?

  /// The layout of a folder or repository.
  init(_ lookup: any FileLookup) {
    self.lookup = lookup
    chosen = nil
  }

  /// The layout of the file `chosen`, of this kind, and of what lies beside it.
  ///
  /// Throws ``ModelSourcesError/notOfAModel(file:)`` and ``ModelSourcesError/unreadableFormat(file:format:)``.
  init(_ lookup: any FileLookup, chosen: String, kind: FileKind?) throws {
    let path = "\(lookup.place)/\(chosen)"
    guard let kind else { throw ModelSourcesError.notOfAModel(file: path) }
    if case .unreadable(let format) = kind { throw ModelSourcesError.unreadableFormat(file: path, format: format) }
    self.lookup = lookup
    self.chosen = (chosen, kind)
  }

  private func named(_ name: String) throws -> ModelFile {
    guard let file = try lookup.file(named: name) else { throw lookup.missing([name], other: []) }
    return file
  }

  private func weights(named name: String) throws -> ModelFile {
    guard let file = try lookup.weights(named: name) else { throw lookup.missing([name], other: []) }
    return file
  }

  /// config.json, or what stands for it: Mistral's params.json; nil where there is neither, and for a file that was named and
  /// says all of it itself, as GGUF and files of vectors do.
  public func configuration() throws -> ModelFile? {
    switch chosen?.kind {
    case .configuration: return try chosen.map { try named($0.name) }
    case .gguf, .wordVectors, .numpyArray, .numpyArchive: return nil
    default: break
    }
    let folder = try ModuleFolder(lookup).lookup
    return try folder.file(named: "config.json") ?? folder.file(named: "params.json")
      ?? aboveONNX()?.file(named: "config.json")
  }

  /// The model's folder, where an ONNX file in its folder of these was named.
  private func aboveONNX() throws -> (any FileLookup)? {
    chosen?.kind == .onnx && lookup.folderName == "onnx" ? try lookup.parent() : nil
  }

  /// The files that hold the tensors.
  ///
  /// Throws where there are none, several to choose from, or some of a set are missing.
  public func weights() throws -> WeightFiles {
    guard let chosen, chosen.kind != .configuration else {
      return try WeightSelection(ModuleFolder(lookup).lookup).weights()
    }
    switch chosen.kind {
    case .gguf: return .gguf(try WeightSelection(lookup).parts(of: weights(named: chosen.name)))
    case .safetensors: return .safetensors(try weights(named: chosen.name))
    case .pytorch: return .pytorch([try WeightSelection(lookup).notASlice(weights(named: chosen.name))])
    case .onnx: return .onnx(try named(chosen.name))
    case .flax: return .flax(try named(chosen.name))
    case .shardIndex: return .shardIndex(try named(chosen.name))
    case .wordVectors: return .wordVectors(try named(chosen.name))
    case .numpyArray: return .numpyArray(try named(chosen.name))
    case .numpyArchive: return .numpyArchive(try named(chosen.name))
    case .vocabularyText where !chosen.name.lowercased().hasSuffix("vocab.txt"):
      // A list of words by any name may be anything: it does not stand for the folder.
      throw ModelSourcesError.tokenizerAlone(file: chosen.name, place: lookup.place)
    default:
      do {
        return try WeightSelection(lookup).weights()
      } catch ModelSourcesError.missingFiles, ModelSourcesError.ambiguous, ModelSourcesError.weightsFurtherDown {
        // None, or several of which nobody said which one is meant.
        throw ModelSourcesError.tokenizerAlone(file: chosen.name, place: lookup.place)
      }
    }
  }

  /// The shards that an index lists, by the names that it gives them.
  public func shards(_ names: [String]) throws -> [ModelFile] {
    let folder = chosen == nil ? try ModuleFolder(lookup).lookup : lookup
    return try names.map { name in
      guard let safe = RelativeName.safe(name) else {
        throw ModelSourcesError.unsafeFileName(name: name, namedIn: "the index of \(folder.place)")
      }
      guard let file = try folder.weights(named: safe) else { throw folder.missing([name], other: []) }
      return file
    }
  }

  /// The file `name` in the folder of `file`, which names it: ONNX has elements in such.
  package func file(named name: String, beside file: ModelFile) throws -> ModelFile {
    guard let safe = RelativeName.safe(name) else {
      throw ModelSourcesError.unsafeFileName(name: name, namedIn: file.name)
    }
    let folder = String(file.name.dropLast(file.nameInFolder.count))
    guard let found = try lookup.file(named: folder + safe) else { throw lookup.missing([folder + safe], other: []) }
    return found
  }

  /// The files that hold the tokenizer.
  public func tokenizer() throws -> TokenizerFiles {
    if let chosen, chosen.kind.isTokenizer,
      let files = try TokenizerSelection(lookup).files(
        chosen.kind == .gguf ? weights(named: chosen.name) : named(chosen.name), chosen.kind)
    {
      return files
    }
    do {
      return try TokenizerSelection(ModuleFolder(lookup).lookup).files()
    } catch let error as ModelSourcesError {
      guard error.isMissing, let files = try elsewhere() else { throw error }
      return files
    }
  }

  /// Where else a tokenizer lies than beside the weights: before the modules of a sentence-transformers model, in the folder
  /// that a pipeline of diffusers has for it, inside a GGUF file, and beside the vectors of words.
  private func elsewhere() throws -> TokenizerFiles? {
    if try ModuleFolder(lookup).isElsewhere, let files = try? TokenizerSelection(lookup).files() { return files }
    if let above = try aboveONNX(), let files = try? TokenizerSelection(above).files() { return files }
    if let name = lookup.folderName, name.hasPrefix("text_encoder"),
      let sibling = try lookup.sibling("tokenizer" + name.dropFirst("text_encoder".count)),
      let files = try? TokenizerSelection(sibling).files()
    {
      return files
    }
    do {
      switch try weights() {
      case .gguf(let files): return .gguf(files)
      case .wordVectors(let file), .numpyArchive(let file): return .rowWords(file)
      default: break
      }
    } catch let error as ModelSourcesError where error.isAboutGGUF {
      // Which of them, or which part is missing, is what a person has to know.
      throw error
    } catch {}
    return nil
  }
}

extension ModelLayout {
  /// The local files of one part, fetched first where that is needed.
  public func files(for part: ModelPart) throws -> [ModelFile] {
    switch part {
    case .configuration: try configuration().map { [$0] } ?? []
    case .tokenizer: try tokenizer().files
    case .weights: try weights().files
    case .shards(let names): try shards(names)
    }
  }
}

/// The folder within a model that holds configuration and weights: the model's own or, where modules.json says so, that of a
/// sentence-transformers model's first module.
struct ModuleFolder {
  let lookup: any FileLookup
  let isElsewhere: Bool

  /// A configuration that names its family makes the folder itself the model, and nothing else is asked for.
  init(_ whole: any FileLookup) throws {
    let configuration = try whole.json("config.json")
    let isModel = configuration?["model_type"] != nil || configuration?["architectures"] != nil
    guard !isModel, let path = try Self.firstModule(of: whole) else {
      lookup = whole
      isElsewhere = false
      return
    }
    lookup = whole.below(path)
    isElsewhere = true
  }

  private static func firstModule(of whole: any FileLookup) throws -> String? {
    guard let modules = try whole.json("modules.json") else { return nil }
    guard let first = modules.array?.first, let path = first["path"]?.string else {
      throw ModelSourcesError.field(
        file: "\(whole.place)/modules.json", field: "[0].path", expected: "the name of a folder", found: "another value"
      )
    }
    guard !path.isEmpty, path != "." else { return nil }
    guard let safe = RelativeName.safe(path) else {
      throw ModelSourcesError.unsafeFileName(name: path, namedIn: "modules.json of \(whole.place)")
    }
    return safe
  }
}
