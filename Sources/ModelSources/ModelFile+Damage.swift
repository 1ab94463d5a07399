extension Sequence<ModelFile> {
  /// What `body` makes of these files; where it fails because one of them is damaged in the cache, the error says so.
  ///
  /// Only a failure makes it worth reading a file through for its hash.
  package func reading<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch {
      for file in self where try file.isDamaged {
        throw ModelSourcesError.damagedInCache(path: file.path, reason: "\(error)")
      }
      throw error
    }
  }
}

extension ModelFile {
  /// Whether the content of a whole file is not what its hash says; false where there is none.
  fileprivate var isDamaged: Bool {
    get throws { try hash.map { try $0.computed(path: path, size: size) != $0 } ?? false }
  }
}
