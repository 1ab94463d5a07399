import ByteFiles

/// Why a model's files cannot be had.
public enum ModelSourcesError: Error, Equatable, CustomStringConvertible {
  /// A model argument that is neither a path that exists nor a well-formed hub id.
  case invalidModel(argument: String, reason: String)
  /// A folder or file that was named and is not there.
  case noSuchPath(String)
  /// A file name, from a model's own files or a listing, that would lead out of the model's folder.
  case unsafeFileName(name: String, namedIn: String)
  /// A link in the cache that leads out of it.
  case linkLeavesCache(path: String, target: String)
  /// None of `names` is in `place`; `other` are files there that hold the same in a form that cannot be read yet.
  case missingFiles(names: [String], place: String, other: [String])
  /// A file that was named and is no part of a model as far as can be told.
  case notOfAModel(file: String)
  /// A file that was named, of a format that is known and cannot be read.
  case unreadableFormat(file: String, format: String)
  /// Some of a set of files are not there.
  case partsMissing(names: [String], of: Int, place: String)
  /// Files that each hold a slice of every tensor.
  case slices(names: [String], place: String)
  /// No weights in the folder itself, but some in folders within it.
  case weightsFurtherDown(place: String, folders: [String])
  /// A tokenizer's file by itself, where more of a model is needed than that.
  case tokenizerAlone(file: String, place: String)
  /// Files that the cache does not have, where the hub may not (`isForbidden`) or cannot be asked.
  case missingOffline(names: [String], model: String, revision: String, searched: [String], isForbidden: Bool)
  /// A link that was named, or that stands for one of a model's files, and leads nowhere.
  case brokenLink(path: String, target: String)
  /// A field of a small file that holds something else than it must.
  case field(file: String, field: String, expected: String, found: String)
  /// Several files of which one was to be chosen.
  case ambiguous(names: [String], place: String)
  /// The hub knows no such repository, or does not show it to this user.
  case repositoryNotFound(repository: String, endpoint: String, refusal: Refusal)
  /// The repository has no such branch, tag or commit.
  case revisionNotFound(repository: String, revision: String)
  /// The repository's licence must be accepted first.
  case gated(repository: String, endpoint: String, refusal: Refusal)
  /// No connection, or one that broke and could not be taken up again.
  case unreachable(host: String, reason: String)
  /// An answer that says no.
  case refused(Refusal)
  /// An answer that breaks the hub's rules.
  case malformedAnswer(address: String, field: String, expected: String, found: String)
  /// Redirects without end, or to where no file may come from.
  case redirectRefused(from: String, to: String, reason: String)
  /// A file whose content is not what the hub said it is.
  case hashMismatch(file: String, address: String, expected: String, found: String)
  /// A file that is another one than when its first parts were fetched.
  case changedMeanwhile(file: String, address: String)
  /// A setting of libcurl that could not be made, so that nothing was sent.
  case unusableClient(reason: String)
  /// A file of the cache whose content is not what its name says; `reason` is what reading it failed with.
  case damagedInCache(path: String, reason: String)
  /// A disk without room for a file.
  case diskFull(file: String, needed: Int, free: Int, folder: String)
  /// A cache that cannot be written to.
  case cacheNotWritable(folder: String, reason: String)
  /// A setting, from the environment or an option, that cannot be used.
  case invalidSetting(name: String, reason: String)

  /// What is wrong, and what to do next.
  public var description: String {
    switch self {
    case .invalidModel(let argument, let reason):
      return "“\(Self.shortened(argument))” is no model: \(reason); "
        + "expected a folder, a GGUF or tokenizer file, or a hub id such as gpt2 or google-bert/bert-base-uncased@main"
    case .noSuchPath(let path):
      return "\(Self.shortened(path)): no such file or folder"
    case .unsafeFileName(let name, let namedIn):
      return "\(namedIn) names the file “\(Self.shortened(name))”, which leads out of the model's folder; "
        + "the model is not to be trusted"
    case .linkLeavesCache(let path, let target):
      return "\(path) is a link that leads out of the cache, to \(target); remove it and fetch the model again"
    case .missingFiles(let names, let place, let other):
      let found = other.isEmpty ? "" : "; found \(Self.list(other)), which cannot be read yet"
      return "\(place) has no \(Self.alternatives(names))\(found)"
    case .notOfAModel(let file):
      return
        "\(Self.shortened(file)) is no file of a model as far as can be told; expected safetensors or GGUF, a shard index, "
        + "word vectors, .npy or .npz, tokenizer.json, vocab.json, vocab.txt, tekken.json, a SentencePiece model or tiktoken's ranks"
    case .unreadableFormat(let file, let format):
      return
        "\(Self.shortened(file)) is \(format), which cannot be read yet; name the model's safetensors or GGUF file, "
        + "or its folder"
    case .partsMissing(let names, let count, let place):
      return "\(place) lacks \(Self.list(names)) of \(count) parts that belong together; download the missing ones"
    case .slices(let names, let place):
      return
        "\(place): \(Self.list(names)) each hold a slice of every tensor; convert the model to the form of transformers"
    case .weightsFurtherDown(let place, let folders):
      return "\(place) holds no weights itself, but its folders do: name one of "
        + Self.list(folders.map { "\(place)/\($0)" })
    case .tokenizerAlone(let file, let place):
      return
        "\(file) is a tokenizer and holds no embeddings, and none in \(place) are known to be its own; "
        + "name a model's folder, a GGUF file or a hub id"
    case .missingOffline(let names, let model, let revision, let searched, let isForbidden):
      return "\(Self.alternatives(names)) of \(model) (\(revision)) is not in the cache, and "
        + (isForbidden ? "offline mode allows no network call" : "the hub cannot be reached")
        + "; searched \(searched.joined(separator: ", ")); "
        + (isForbidden ? "unset HF_HUB_OFFLINE and TRANSFORMERS_OFFLINE" : "check the network")
        + ", or name a local folder"
    case .brokenLink(let path, let target):
      return "\(Self.shortened(path)) is a link to \(Self.shortened(target)), which is not there"
    case .field(let file, let field, let expected, let found):
      return "\(file): \(field): expected \(expected), found \(found)"
    case .ambiguous(let names, let place):
      return "\(place) has several files of that kind: name one of \(Self.list(names))"
    case .repositoryNotFound(let repository, let endpoint, let refusal):
      return
        "\(endpoint) has no model \(repository), or does not show it to you\(refusal.saidReason); \(refusal.asker): "
        + (refusal.asker.showedToken
          ? "check the name, and whether the token may read it" : "check the name; for a private model set HF_TOKEN")
    case .revisionNotFound(let repository, let revision):
      return "\(repository) has no revision “\(Self.shortened(revision))”: name a branch, a tag or a full commit hash"
    case .gated(let repository, let endpoint, let refusal):
      return
        "\(repository) is gated\(refusal.saidReason); \(refusal.asker): accept its terms at \(endpoint)/\(repository)"
        + (refusal.asker.showedToken ? " with the account whose token is used" : ", then set HF_TOKEN")
    case .unreachable(let host, let reason):
      return "cannot reach \(host): \(reason); check the network, or name a local folder"
    case .refused(let refusal): return refusal.description
    case .malformedAnswer(let address, let field, let expected, let found):
      return "\(address): \(field): expected \(expected), found \(Self.shortened(found)); "
        + "if HF_ENDPOINT is set, check that a model hub answers there, otherwise check proxy and firewall"
    case .redirectRefused(let from, let to, let reason):
      return "\(from) redirects to \(to): \(reason)"
    case .hashMismatch(let file, let address, let expected, let found):
      return
        "\(file) from \(address) is not what the hub announced: hash \(expected) expected, \(found) found; try again"
    case .changedMeanwhile(let file, let address):
      return "\(file) at \(address) is another file than when its first parts were fetched; these were removed: "
        + "try again, and all is fetched anew"
    case .unusableClient(let reason):
      return "nothing was sent: libcurl cannot be set up for the request (\(reason)); free some memory and try again"
    case .damagedInCache(let path, let reason):
      return
        "\(path) is damaged (\(reason); its hash is not the one it is named by): `embedscope cache` verifies and repairs, "
        + "or remove the file, and it is fetched again"
    case .diskFull(let file, let needed, let free, let folder):
      return
        "\(file) needs \(needed) bytes more, but \(folder) has \(free) free: make room, or set HF_HUB_CACHE elsewhere"
    case .cacheNotWritable(let folder, let reason):
      return "\(folder) cannot be written to (\(reason)): set HF_HOME to a folder that can, or name another cache"
    case .invalidSetting(let name, let reason):
      return "\(name): \(reason)"
    }
  }

  /// Makes a folder of the cache; throws ``cacheNotWritable(folder:reason:)`` where that cannot be done.
  static func makeCacheFolder(_ path: String) throws {
    do {
      try FileTree.makeFolders(path)
    } catch ByteFilesError.system(_, let folder, let reason) {
      throw ModelSourcesError.cacheNotWritable(folder: folder, reason: reason)
    }
  }

  /// The name without `./`, where it stays in the model's folder; throws ``unsafeFileName(name:namedIn:)`` otherwise.
  static func checkedName(_ name: String, namedIn: String) throws -> String {
    guard let safe = RelativeName.safe(name) else {
      throw ModelSourcesError.unsafeFileName(name: name, namedIn: namedIn)
    }
    return safe
  }

  /// Whether it is a choice of several GGUF files that is left, or a part of one that is missing.
  var isAboutGGUF: Bool {
    switch self {
    case .ambiguous(let names, _), .partsMissing(let names, _, _): names.allSatisfy { FileKind.named($0) == .gguf }
    default: false
    }
  }

  /// Whether files are not where they were looked for.
  package var isMissing: Bool {
    switch self {
    case .missingFiles, .missingOffline, .partsMissing, .weightsFurtherDown, .tokenizerAlone: true
    default: false
    }
  }

  static func shortened(_ text: String) -> String {
    text.unicodeScalars.count <= 200 ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(200))) + "…"
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(8).map(shortened).joined(separator: ", ") + (names.count > 8 ? " and \(names.count - 8) more" : "")
  }

  private static func alternatives(_ names: [String]) -> String { names.joined(separator: " or ") }
}
