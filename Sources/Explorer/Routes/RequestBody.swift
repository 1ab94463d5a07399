import ByteFiles

/// The JSON object that a request sends.
struct RequestBody: Sendable {
  private let value: JSONValue

  /// Reads `bytes`, whose members must be among `members`.
  init(_ bytes: [UInt8], members: Set<String>) throws(Refusal) {
    do {
      value = try bytes.withUnsafeBytes { try JSONValue($0, file: "the body") }
    } catch {
      throw .badRequest("\(error)")
    }
    guard let found = value.members else { throw .badRequest("the body is no object") }
    for member in found where !members.contains(member.key) {
      throw .badRequest("the body has an unknown member “\(member.key)”")
    }
  }

  subscript(name: String) -> JSONValue? { value[name] }
}
