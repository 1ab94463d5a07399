public import Figures

/// Why a report is not written.
public enum ReportsError: Error, Equatable, CustomStringConvertible {
  case folderIsNotAReport(String)
  case notAFolder(String)
  /// The renderer that was given draws no figures in this format.
  case cannotDraw(format: FigureFormat)

  public var description: String {
    switch self {
    case .folderIsNotAReport(let path):
      return "\(path) holds files that no report made, so it is left alone; choose another folder"
    case .notAFolder(let path): return "\(path) is a file; choose a folder"
    case .cannotDraw(let format):
      return "the figures are drawn as SVG alone, not as \(format.rawValue); use a renderer that draws it"
    }
  }
}
