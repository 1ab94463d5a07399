import SafeText

/// An answer before it is fitted to what the browser has and takes.
struct Response: Sendable {
  var status = 200
  var content: Content
  /// Headers beside those that every answer has.
  var headers: [(name: String, value: String)] = []

  init(_ content: Content, status: Int = 200) {
    self.content = content
    self.status = status
  }

  /// `value` as JSON.
  init(json value: some Encodable, status: Int = 200) throws {
    self.init(Content(.json, try JSONText.encode(value)), status: status)
  }

  /// The answer that says why there is none.
  init(_ refusal: Refusal) {
    let text = (try? JSONText.encode(["error": refusal.description])) ?? Array("{}".utf8)
    self.init(Content(.json, text), status: refusal.status)
    if !refusal.allowed.isEmpty { headers.append(("Allow", refusal.allowed.joined(separator: ", "))) }
    if refusal.status == 429 || refusal.status == 503 { headers.append(("Retry-After", "2")) }
  }
}
