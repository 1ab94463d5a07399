import Studies

/// Which studies of the catalogue can be asked from a page: those that need no file of this machine.
enum ExplorerStudies {
  static let all: [StudyEntry] = Catalogue.studies.filter { !needsFile($0) }

  /// The study of that name; a refusal where there is none.
  static func entry(_ name: String) throws(Refusal) -> StudyEntry {
    guard let entry = all.first(where: { $0.name == name }) else { throw .notFound("there is no study “\(name)” here") }
    return entry
  }

  /// Whether a page can give it a value: a file's name from a page would open any file of the machine.
  static func isOffered(_ parameter: ParameterDescription) -> Bool {
    switch parameter.completion {
    case .file, .folder, .model: false
    case .choice, .command, .none: true
    }
  }

  /// Whether the study takes minutes and all cores on large models.
  static func isLong(_ entry: StudyEntry, _ values: [String: [String]]) -> Bool {
    // Neighbours of words and principal components take less than a second.
    if entry.name == NeighborsResult.study || values["method"] == ["pca"] { return false }
    return entry.sections.contains { $0.cost == .search }
  }

  private struct NeedsFile: Error {}

  /// Whether it asks for a file where nothing else is given.
  private static func needsFile(_ entry: StudyEntry) -> Bool {
    do {
      _ = try entry.make(ParameterValues { _ in throw NeedsFile() })
      return false
    } catch {
      return error is NeedsFile
    }
  }
}
