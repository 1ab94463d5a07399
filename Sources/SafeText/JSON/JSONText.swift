/// JSON as it is printed: the text stays exactly what it was, and hidden characters are written as escapes.
package enum JSONText {
  /// `json`, which is valid JSON in UTF-8, with every hidden character as `\uXXXX`, so that a terminal shows it whole.
  ///
  /// Outside its strings JSON is ASCII, so each such character stands inside a string, where the escape means the same.
  package static func escapeHidden(_ json: String) -> String {
    guard json.unicodeScalars.contains(where: isHiddenInJSON) else { return json }
    var result = ""
    result.reserveCapacity(json.utf8.count)
    for scalar in json.unicodeScalars {
      if isHiddenInJSON(scalar) {
        result += escape(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// `scalar` as one escape `\uXXXX`, or as the two of its surrogates.
  static func escape(_ scalar: Unicode.Scalar) -> String {
    String(scalar).utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }

  private static func isHiddenInJSON(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x7F && VisibleText.isHidden(scalar)
  }
}
