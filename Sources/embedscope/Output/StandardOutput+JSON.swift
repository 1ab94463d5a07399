import SafeText
import Studies

extension StandardOutput {
  /// Writes the result of a study as one object on one line.
  func writeJSON(study: String, _ payload: some Encodable, leftOut: [LeftOut] = []) throws {
    try writeJSONLine(StudyJSON(study: study, payload: payload, leftOut: leftOut))
  }

  /// Writes any value as JSON on one line, such as the objects of `tokenize --json`.
  func writeJSONLine(_ value: some Encodable) throws {
    try write(JSONText.encode(value))
    try write("\n")
  }
}
