/// What the page of an exported folder has beside the page of the tool.
enum ExportedPage {
  static let scriptName = "opened-from-a-folder.js"

  /// A script that is no module, since browsers load no module of a page that was opened from a folder.
  static let script = """
    // A browser loads no module of a page that was opened from a folder: it is said what to do instead.
    if (location.protocol === "file:") {
      const told = document.createElement("p");
      told.textContent = "A browser lets no page that was opened from a folder read the files beside it. "
        + "Serve this folder, for instance with “python3 -m http.server” in it, and open the address that it prints.";
      document.body.append(told);
    }

    """

  /// The same rules that the tool's server sends with the page, for servers that send none.
  private static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    + "connect-src 'self'; base-uri 'none'; form-action 'none'"

  /// The page with that script, and with the rules in itself.
  static func index(_ html: [UInt8]) -> [UInt8] {
    let text = String(decoding: html, as: UTF8.self)
    let rules = "<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">"
    let script = "<script src=\"page/\(scriptName)\"></script>"
    return Array(
      text.replacingFirst("<meta charset=\"utf-8\">", by: "<meta charset=\"utf-8\">\n\(rules)")
        .replacingLast("</body>", by: "\(script)\n</body>").utf8)
  }
}

extension String {
  func replacingFirst(_ old: String, by new: String) -> String {
    guard let found = firstRange(of: old) else { return self }
    return self[..<found.lowerBound] + new + self[found.upperBound...]
  }

  func replacingLast(_ old: String, by new: String) -> String {
    guard let found = ranges(of: old).last else { return self + new }
    return self[..<found.lowerBound] + new + self[found.upperBound...]
  }
}
