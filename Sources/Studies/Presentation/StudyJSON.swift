import SafeText

/// Which version of Embedscope this is.
public enum EmbedscopeVersion {
  /// The version, as `embedscope --version` says it.
  public static let current = "0.1.0"
}

/// What `--json` prints: exactly one object, whose first keys are the same for every command.
///
/// ```text
/// {"schema":2,"study":"lengths","tool":"0.1.0","models":[…],…}
/// ```
package struct StudyJSON<Payload: Encodable>: Encodable {
  /// The version of the form; it changes when a field changes its name or its meaning.
  static var schema: Int { 2 }

  var study: String
  /// The fields that follow; a type that is written as an object.
  var payload: Payload
  /// Models without an answer; not in the JSON where there is none.
  var leftOut: [LeftOut]

  package init(study: String, payload: Payload, leftOut: [LeftOut] = []) {
    self.study = study
    self.payload = payload
    self.leftOut = leftOut
  }

  enum CodingKeys: String, CodingKey { case schema, study, tool, leftOut }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.schema, forKey: .schema)
    try container.encode(study, forKey: .study)
    try container.encode(EmbedscopeVersion.current, forKey: .tool)
    try payload.encode(to: encoder)
    if !leftOut.isEmpty { try container.encode(leftOut, forKey: .leftOut) }
  }
}

extension StudyResult {
  /// The result as `--json` prints it: one object on one line, without the line feed.
  public func json() throws -> String {
    String(decoding: try JSONText.encode(StudyJSON(study: Self.study, payload: self)), as: UTF8.self)
  }
}
