/// A way to ask for something: a method, a path, and what answers.
struct Route: Sendable {
  var method: Request.Method
  /// The path, with names in braces for what varies: `/api/models/{m}/rows/{id}.bin`.
  ///
  /// Braces with dots, `{file...}`, stand for the rest of the path.
  var pattern: String
  /// What it gives, in a sentence, for Documentation/Explorer.md.
  var summary: String
  var answer: @Sendable (Explorer, RouteRequest) throws -> Response

  init(
    _ method: Request.Method, _ pattern: String, _ summary: String,
    _ answer: @escaping @Sendable (Explorer, RouteRequest) throws -> Response
  ) {
    self.method = method
    self.pattern = pattern
    self.summary = summary
    self.answer = answer
  }

  /// What stands for the names of the pattern in `components`; nil where the path is another.
  func match(_ components: [String]) -> [String: String]? {
    let parts = pattern.split(separator: "/").map(String.init)
    var values: [String: String] = [:]
    for (place, part) in parts.enumerated() {
      guard let (before, name, after) = Self.hole(in: part) else {
        guard place < components.count, components[place].utf8.elementsEqual(part.utf8) else { return nil }
        continue
      }
      if name.hasSuffix("...") {
        guard place < components.count else { return nil }
        values[String(name.dropLast(3))] = components[place...].joined(separator: "/")
        return values
      }
      guard place < components.count, let value = Self.value(components[place], before, after) else { return nil }
      values[name] = value
    }
    return parts.count == components.count ? values : nil
  }

  /// The name in braces in a part of a pattern, and what stands before and behind it.
  private static func hole(in part: String) -> (before: String, name: String, after: String)? {
    guard let open = part.firstIndex(of: "{"), let close = part.firstIndex(of: "}") else { return nil }
    return (
      String(part[..<open]), String(part[part.index(after: open)..<close]), String(part[part.index(after: close)...])
    )
  }

  private static func value(_ component: String, _ before: String, _ after: String) -> String? {
    let bytes = Array(component.utf8)
    guard bytes.count > before.utf8.count + after.utf8.count, bytes.starts(with: before.utf8),
      bytes.suffix(after.utf8.count).elementsEqual(after.utf8)
    else { return nil }
    return String(decoding: bytes.dropFirst(before.utf8.count).dropLast(after.utf8.count), as: UTF8.self)
  }
}

/// A request as a route reads it: what its pattern and its query say.
struct RouteRequest: Sendable {
  var values: [String: String]
  var query: [RequestTarget.Pair]
  var body: [UInt8]

  /// What stands in the path for `name`.
  func text(_ name: String) -> String { values[name] ?? "" }

  /// A whole number from 0 in the path; anything else leads nowhere.
  func number(_ name: String) throws(Refusal) -> Int {
    guard let number = Self.number(text(name)) else { throw .notFound("“\(text(name))” is no number") }
    return number
  }

  /// The values of `name` in the query.
  func all(_ name: String) -> [String] { query.filter { $0.name == name }.map(\.value) }

  /// The query, every name of which must be one of `names`.
  func check(_ names: Set<String>) throws(Refusal) {
    for pair in query where !names.contains(pair.name) { throw .badRequest("there is no “\(pair.name)” here") }
  }

  static func number(_ text: String) -> Int? {
    guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    // One number, one path: 007 would be another name of the same.
    return text.utf8.count > 1 && text.utf8.first == 0x30 ? nil : Int(text)
  }
}
