/// What kind of bytes an answer is.
enum MediaType: String, Sendable {
  case html = "text/html; charset=utf-8"
  case text = "text/plain; charset=utf-8"
  case csv = "text/csv; charset=utf-8"
  case css = "text/css; charset=utf-8"
  case script = "text/javascript; charset=utf-8"
  case json = "application/json"
  case svg = "image/svg+xml"
  case png = "image/png"
  case icon = "image/x-icon"
  case binary = "application/octet-stream"

  /// By the end of a file's name.
  init(fileName name: String) {
    let ending = name.utf8.lastIndex(of: UInt8(ascii: ".")).map { String(name[name.utf8.index(after: $0)...]) }
    self =
      switch ending {
      case "html": .html
      case "txt": .text
      case "csv": .csv
      case "css": .css
      case "js", "mjs": .script
      case "json": .json
      case "svg": .svg
      case "png": .png
      case "ico": .icon
      default: .binary
      }
  }

  /// Whether it becomes much smaller by gzip; arrays of floats don't.
  var isText: Bool {
    switch self {
    case .html, .text, .csv, .css, .script, .json, .svg: true
    case .png, .icon, .binary: false
    }
  }
}
