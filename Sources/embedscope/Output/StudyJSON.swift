import SafeText
import Studies

/// What `--json` prints: exactly one object, whose first keys are the same for every command.
///
/// ```swift
/// try context.output.writeJSON(study: "lengths", result)
/// // {"schema":2,"study":"lengths","tool":"0.1.0","models":[…]}
/// ```
struct StudyJSON<Payload: Encodable>: Encodable {
  /// The version of the form; it changes when a field changes its name or its meaning.
  static var schema: Int { 2 }

  var study: String
  /// The fields that follow; a type that is written as an object.
  var payload: Payload
  /// Models without an answer; not in the JSON where there is none.
  var leftOut: [LeftOut] = []

  enum CodingKeys: String, CodingKey { case schema, study, tool, leftOut }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.schema, forKey: .schema)
    try container.encode(study, forKey: .study)
    try container.encode(ToolVersion.current, forKey: .tool)
    try payload.encode(to: encoder)
    if !leftOut.isEmpty { try container.encode(leftOut, forKey: .leftOut) }
  }
}

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
