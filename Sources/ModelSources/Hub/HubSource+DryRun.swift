import ByteFiles
import Work

/// How a model is looked at without being fetched.
///
/// With ``HubSettings/isDryRun``, files that would be fetched as a whole are described but not fetched, apart from the small ones that say
/// which others there are; of large ones headers are. From ``startNoting()`` on, parts are not fetched either: which ones would be
/// is written down.
extension HubSource {
  /// From now on notes the parts that are asked for, instead of fetching them.
  package func startNoting() { isNoting.withLock { $0 = true } }

  /// Whether a file says which others there are, so that it is fetched in any case.
  static func isTableOfContents(_ name: String) -> Bool {
    name.hasSuffix(".index.json")
      || ["config.json", "params.json", "modules.json"].contains(FilePaths.lastComponent(name))
  }
}

extension ModelFile {
  /// How many bytes of the file are needed, and how many of these are here.
  package var cost: (needed: Int, here: Int) {
    guard let remote else { return (size, isPlanned ? 0 : size) }
    // A small file comes as a whole.
    guard size >= HubParts.leastSize else { return (size, 0) }
    return (remote.countHere + remote.countNoted, remote.countHere)
  }

  /// Whether parts of it were asked for that are not here.
  package var lacksNotedParts: Bool { remote.map { $0.countNoted > 0 } ?? false }
}
