import ByteFiles

/// What a server writes under an error's status, as far as it is text for people.
struct ErrorBody {
  private var bytes: [UInt8] = []

  /// So much of it is kept.
  private static let longest = 2048

  /// Takes the next bytes.
  mutating func append(_ more: some Collection<UInt8>) {
    bytes += more.prefix(Self.longest - bytes.count)
  }

  /// The field `error` or `message` of a JSON object, `<Message>` of a store's XML, or the first line of a plain text; empty for
  /// a page of HTML and for no text at all.
  var text: String {
    if bytes.first == UInt8(ascii: "{") { return json ?? "" }
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasPrefix("<") else { return text.split(whereSeparator: \.isNewline).first.map(String.init) ?? "" }
    guard let start = text.firstRange(of: "<Message>")?.upperBound,
      let end = text[start...].firstRange(of: "</Message>")?.lowerBound
    else { return "" }
    return String(text[start..<end])
  }

  private var json: String? {
    guard let value = try? bytes.withUnsafeBytes({ try JSONValue($0, file: "the answer") }) else { return nil }
    return value["error"]?.string ?? value["error"]?["message"]?.string ?? value["message"]?.string
  }
}
