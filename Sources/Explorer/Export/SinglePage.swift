import ByteFiles
import Figures
import SafeText

/// The page, its modules and all it shows in one HTML file, which needs nothing beside it.
///
/// Modules become addresses of data, named by an import map, and files of the API a JSON object in base64, gzipped where that is
/// smaller.
struct SinglePage {
  let page: [String: [UInt8]]
  let files: [(path: String, bytes: [UInt8])]

  private static let policy =
    "default-src 'none'; script-src 'unsafe-inline' data:; style-src 'unsafe-inline'; "
    + "img-src data: blob:; connect-src data: blob:; base-uri 'none'; form-action 'none'"

  func html() throws -> [UInt8] {
    var parts: [[UInt8]] = []
    func add(_ text: String) { parts.append(Array(text.utf8)) }
    add(
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>Embedscope</title>

      """)
    if let icon = page["icon.svg"] { add("<link rel=\"icon\" href=\"\(Self.address(icon, "image/svg+xml"))\">\n") }
    for (name, style) in page.sorted(by: { $0.key < $1.key }) where name.hasSuffix(".css") {
      add("<style>\n\(String(decoding: style, as: UTF8.self))</style>\n")
    }
    let modules = page.filter { $0.key.hasSuffix(".js") }
    let addresses = modules.mapValues { Self.address(Self.named($0), "text/javascript") }
    let imports = Dictionary(uniqueKeysWithValues: addresses.map { ("page/\($0.key)", $0.value) })
    add("<script type=\"importmap\">\n")
    parts.append(try JSONText.encode(["imports": imports]))
    add("\n</script>\n</head>\n<body>\n<script type=\"application/json\" id=\"held-files\">\n{")
    for (place, file) in files.enumerated() {
      add(place == 0 ? "\n" : ",\n")
      parts.append(try JSONText.encode(file.path))
      add(":\"")
      parts.append(Self.packed(file))
      add("\"")
    }
    add("\n}\n</script>\n<script type=\"module\">import \"page/\(start)\";</script>\n</body>\n</html>\n")
    return Array(parts.joined())
  }

  /// The module that the page begins with, as index.html names it.
  private var start: String {
    let index = String(decoding: page["index.html"] ?? [], as: UTF8.self)
    return index.firstMatch(of: #/<script type="module" src="page/([A-Za-z0-9_.-]+)"/#).map { String($0.output.1) }
      ?? "app.js"
  }

  /// A module whose imports name others by the import map, which a module that is data can use.
  private static func named(_ module: [UInt8]) -> [UInt8] {
    let text = String(decoding: module, as: UTF8.self)
    return Array(
      text.replacing(#/(\bfrom\s*|\bimport\s*)"\.\/([A-Za-z0-9_.-]+)"/#) { "\($0.output.1)\"page/\($0.output.2)\"" }
        .utf8)
  }

  private static func address(_ bytes: [UInt8], _ type: String) -> String {
    "data:\(type);base64,\(String(decoding: Base64.encode(bytes), as: UTF8.self))"
  }

  /// A file in base64, with `gz:` before it where it is gzipped.
  private static func packed(_ file: (path: String, bytes: [UInt8])) -> [UInt8] {
    guard let gzip = file.bytes.withUnsafeBytes(Gzip.compressed) else { return Base64.encode(file.bytes) }
    return Array("gz:".utf8) + gzip.withUnsafeBytes { Base64.encode(Array($0)) }
  }
}
