import ByteFiles
import SafeText

/// Results on disk: a folder for each, written whole or not at all, with a list of its files and their digests.
struct ResultDisk: Sendable {
  /// The name of the list.
  private static let list = "facts.json"

  let folder: String

  private func path(_ key: ResultKey) -> String { "\(folder)/\(key.digest)" }

  /// The result `key`; nil where there is none.
  ///
  /// One whose files are not what its list says is removed.
  func result(_ key: ResultKey) -> ResultFolder? {
    guard let facts = facts(key) else { return nil }
    var files: [ResultFolder.File] = []
    for file in facts.files {
      // The digest is compared, which reads each file once: what a disk has lost is found anew, never shown.
      guard let safe = RelativeName.safe(file.name), safe == file.name,
        let mapped = try? MappedFile(path: "\(path(key))/\(file.name)"), mapped.count == file.bytes,
        mapped.withUnsafeBytes({ Digest.sha256($0) }) == file.sha256
      else {
        FileTree.remove(path(key))
        return nil
      }
      files.append(
        .init(
          name: file.name,
          content: Content(MediaType(fileName: file.name), mapped, digest: file.sha256)))
    }
    return ResultFolder(key: key, facts: facts, files: files)
  }

  /// The keys and facts of all results that have a list that can be read.
  func all() -> [(key: ResultKey, facts: ResultFacts)] {
    guard case .files(let names) = FolderContent(path: folder) else { return [] }
    return names.compactMap { name in
      guard let key = ResultKey(name), let facts = facts(key) else { return nil }
      return (key, facts)
    }
  }

  /// Writes `result`, in place of what was there.
  func write(_ result: ResultFolder) throws {
    let staged = try AtomicFolder(destination: path(result.key))
    for file in result.facts.files {
      guard let content = result.file(file.name) else { continue }
      try content.source.withUnsafeBytes { try staged.write(file.name, $0) }
    }
    try staged.write(Self.list, try JSONText.encode(result.facts))
    try staged.commit()
  }

  private func facts(_ key: ResultKey) -> ResultFacts? {
    guard let value = try? JSONValue(path: "\(path(key))/\(Self.list)", limit: 1 << 20) else { return nil }
    return ResultFacts(value)
  }
}

extension ResultFacts {
  /// What a list on disk says; nil where it is of another form or version, or no such list.
  fileprivate init?(_ value: JSONValue) {
    guard value["form"]?.integer == ResultKey.form, let tool = value["tool"]?.string,
      let study = value["study"]?.string, let models = value["models"]?.strings,
      let identities = value["identities"]?.strings, let given = value["values"]?.members,
      let seconds = value["seconds"]?.double, let files = value["files"]?.array
    else { return nil }
    var values: [String: [String]] = [:]
    for member in given {
      guard let texts = member.value.strings else { return nil }
      values[member.key] = texts
    }
    let listed = files.compactMap { file -> FileFacts? in
      guard let name = file["name"]?.string, let bytes = file["bytes"]?.integer, let digest = file["sha256"]?.string
      else { return nil }
      return FileFacts(name: name, bytes: bytes, sha256: digest)
    }
    guard listed.count == files.count else { return nil }
    self.init(
      tool: tool, study: study, models: models, identities: identities, values: values, seconds: seconds, files: listed)
  }
}

extension JSONValue {
  /// The texts of an array of texts; nil where this is something else.
  var strings: [String]? {
    guard let array else { return nil }
    let texts = array.compactMap(\.string)
    return texts.count == array.count ? texts : nil
  }
}
