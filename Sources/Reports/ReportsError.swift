/// Why a report is not written.
public enum ReportsError: Error, Equatable, CustomStringConvertible {
  case folderIsNotAReport(String)
  case notAFolder(String)

  public var description: String {
    switch self {
    case .folderIsNotAReport(let path):
      return "\(path) holds files that no report made, so it is left alone; choose another folder"
    case .notAFolder(let path): return "\(path) is a file; choose a folder"
    }
  }
}
