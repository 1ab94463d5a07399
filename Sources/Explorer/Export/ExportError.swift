import SafeText

/// Why nothing is exported.
package enum ExportError: Error, CustomStringConvertible {
  case tooLarge(bytes: Int, limit: Int)
  case folderIsNotAnExport(String)
  case noSuchStudy(String, known: [String])
  case noAnswer(path: String, status: Int, reason: String)

  package var description: String {
    switch self {
    case .tooLarge(let bytes, let limit):
      return "the export takes about \(NumberText.bytes(bytes)), also without its matrices; at most "
        + "\(NumberText.bytes(limit)) are allowed"
    case .folderIsNotAnExport(let folder):
      return "“\(folder)” holds files that no export wrote; name a new folder, or an empty one"
    case .noSuchStudy(let name, let known):
      let nearest = Spelling.nearest(to: name, among: known).map { "; did you mean \($0)?" } ?? ""
      return "there is no study “\(name)” that can be exported\(nearest)"
    case .noAnswer(let path, let status, let reason): return "\(path) has no answer (\(status): \(reason))"
    }
  }
}
