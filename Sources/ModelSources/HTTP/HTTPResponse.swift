/// The head of an answer: its status and those header fields that matter here.
struct HTTPResponse: Sendable {
  /// The status code; 0 before the first line.
  private(set) var status = 0
  private var fields: [String: String] = [:]
  private var headerBytes = 0

  /// The longest header line and the longest head that are read: signed addresses take some kilobytes, nothing takes more.
  static let longestLine = 32 << 10
  static let longestHead = 256 << 10

  private static let wanted: Set<String> = [
    "location", "etag", "x-linked-etag", "x-linked-size", "x-repo-commit", "x-error-code", "x-error-message",
    "content-length", "content-range", "content-encoding", "retry-after", "ratelimit", "date",
  ]

  /// The value of a header field, whose name is given in lower case.
  subscript(name: String) -> String? { fields[name] }

  /// Whether the answer points elsewhere.
  var isRedirect: Bool { [301, 302, 303, 307, 308].contains(status) && fields["location"] != nil }

  /// Takes one line of the head; false when it is longer than any honest one.
  mutating func take(headerLine line: UnsafeRawBufferPointer) -> Bool {
    headerBytes += line.count
    guard line.count <= Self.longestLine, headerBytes <= Self.longestHead else { return false }
    if line.starts(with: "HTTP/".utf8) {
      // A new head: what came before was an interim answer.
      self = HTTPResponse()
      headerBytes = line.count
      let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
      status = parts.count > 1 ? Int(Self.text(parts[1])) ?? 0 : 0
      return true
    }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return true }
    let name = Self.text(line[..<colon]).lowercased()
    guard Self.wanted.contains(name) else { return true }
    let value = Self.text(line[(colon + 1)...])
    // A field with control characters in it is no field of an honest server.
    if value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) { fields[name] = value }
    return true
  }

  private static func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }
    let trimmed = bytes.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
    return String(decoding: Array(trimmed), as: UTF8.self)
  }
}
