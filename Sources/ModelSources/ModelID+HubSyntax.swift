extension ModelID {
  /// `org/name`, `name` or either with `@revision`.
  static func parsing(id argument: String, _ revision: String?) throws -> ModelID {
    let parts = argument.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let named = parts.count > 1 ? parts[1] : nil
    try check(repository: parts[0], argument)
    return .hub(repository: parts[0], revision: try chosen(named, revision, argument))
  }

  /// What follows `hf://`: `[models/]org/name[@revision][/path]`.
  static func parsing(uri: String, _ argument: String, _ revision: String?) throws -> ModelID {
    let kinds = ["datasets/", "spaces/", "kernels/", "buckets/"]
    if let kind = kinds.first(where: uri.hasPrefix) {
      throw ModelSourcesError.invalidModel(argument: argument, reason: "\(kind.dropLast()) hold no model")
    }
    let rest = uri.hasPrefix("models/") ? String(uri.dropFirst("models/".count)) : uri
    let parts = rest.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    var repository = parts[0]
    var path: String?
    var named: String?
    if parts.count > 1 {
      (named, path) = splitRevision(parts[1])
    } else {
      let components = repository.split(separator: "/", omittingEmptySubsequences: false)
      if components.count > 2 {
        repository = components[..<2].joined(separator: "/")
        path = components[2...].joined(separator: "/")
      }
    }
    try check(repository: repository, argument)
    path = try path.map { try ModelSourcesError.checkedName($0, namedIn: argument) }
    return .hub(repository: repository, revision: try chosen(named, revision, argument), file: path)
  }

  /// Splits `revision/path`; the hub's own references (`refs/pr/3`, `refs/convert/parquet`) hold slashes themselves.
  private static func splitRevision(_ text: String) -> (revision: String, path: String?) {
    let components = text.split(separator: "/", omittingEmptySubsequences: false)
    let isReference = components.count >= 3 && components[0] == "refs" && ["pr", "convert"].contains(components[1])
    let length = isReference ? 3 : 1
    let path = components.count > length ? components[length...].joined(separator: "/") : nil
    return (components.prefix(length).joined(separator: "/"), path)
  }

  private static func chosen(_ named: String?, _ option: String?, _ argument: String) throws -> String {
    if let named, let option, named != option {
      throw ModelSourcesError.invalidModel(
        argument: argument, reason: "it names one revision and the option another (“\(option)”)")
    }
    let revision = named ?? option ?? defaultRevision
    try check(revision: revision, argument)
    return revision
  }

  /// The hub's own rules for repository names; they also keep a name from leaving the cache's folder.
  static func check(repository: String, _ argument: String) throws {
    func refuse(_ reason: String) -> ModelSourcesError { .invalidModel(argument: argument, reason: reason) }
    let names = repository.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard (1...2).contains(names.count) else {
      throw refuse("no such file or folder, and a hub id is “name” or “organisation/name”")
    }
    for name in names {
      guard (1...96).contains(name.count) else { throw refuse("a name in a hub id has 1 to 96 characters") }
      guard name.allSatisfy({ $0.isWordCharacter || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }) else {
        throw refuse("no such file or folder, and a hub id has only letters, digits, “-”, “_” and “.”")
      }
      guard name.first?.isWordCharacter == true, name.last?.isWordCharacter == true else {
        throw refuse("a name in a hub id starts and ends with a letter, a digit or “_”")
      }
    }
    guard !repository.contains("--"), !repository.contains("..") else {
      throw refuse("a hub id has neither “--” nor “..” in it")
    }
    guard !repository.hasSuffix(".git") else { throw refuse("a hub id does not end in “.git”") }
  }

  /// A branch, tag or commit: what git allows, as far as it can name a file under the cache's `refs`.
  static func check(revision: String, _ argument: String) throws {
    let forbidden = Array("\\ ~^:?*[".utf8)
    let components = revision.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isSafe = components.allSatisfy { !$0.isEmpty && $0.first != UInt8(ascii: ".") }
    guard (1...200).contains(revision.utf8.count), isSafe, !revision.contains(".."),
      revision.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && !forbidden.contains($0) })
    else {
      throw ModelSourcesError.invalidModel(
        argument: argument,
        reason: "“\(ModelSourcesError.shortened(revision))” cannot be a branch, a tag or a commit")
    }
  }
}

extension UInt8 {
  /// A letter, a digit or `_`, within ASCII.
  fileprivate var isWordCharacter: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
