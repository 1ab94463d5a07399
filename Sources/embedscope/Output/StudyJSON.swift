import SafeText

/// What `--json` prints: exactly one object, whose first keys are the same for every command.
///
/// ```swift
/// try context.output.writeJSON(study: "lengths", result)
/// // {"schema":1,"study":"lengths","tool":"0.1.0","models":[…]}
/// ```
struct StudyJSON<Payload: Encodable>: Encodable {
  /// The version of the form; it changes when a field changes its name or its meaning.
  static var schema: Int { 1 }

  var study: String
  /// The fields that follow; a type that is written as an object.
  var payload: Payload

  enum CodingKeys: String, CodingKey { case schema, study, tool }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.schema, forKey: .schema)
    try container.encode(study, forKey: .study)
    try container.encode(ToolVersion.current, forKey: .tool)
    try payload.encode(to: encoder)
  }
}

extension StandardOutput {
  /// Writes the result of a study as one object on one line.
  func writeJSON(study: String, _ payload: some Encodable) throws {
    try writeJSONLine(StudyJSON(study: study, payload: payload))
  }

  /// Writes any value as JSON on one line, such as the objects of `tokenize --json`.
  func writeJSONLine(_ value: some Encodable) throws {
    try write(JSONText.encode(value))
    try write("\n")
  }
}
