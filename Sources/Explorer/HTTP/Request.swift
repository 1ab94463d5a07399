/// What a browser asks for, as it came over the wire.
package struct Request: Sendable {
  package enum Method: String, Sendable, CaseIterable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case delete = "DELETE"
  }

  /// The method's name; one that nothing here answers may stand here, too.
  package var method: String
  /// The path and the query, as they were sent.
  package var target: String
  /// Names and values, in their order.
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]

  package init(
    _ method: String, _ target: String, headers: [(name: String, value: String)] = [], body: [UInt8] = []
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
  }

  /// The value of the header `name`, in small letters; nil where there is none, and where there are several.
  package func header(_ name: String) -> String? {
    let values = headers.filter { $0.name.lowercasedASCII == name }
    return values.count == 1 ? values[0].value : nil
  }

  /// Whether the header `name` was sent, once or several times.
  func has(_ name: String) -> Bool { headers.contains { $0.name.lowercasedASCII == name } }
}

extension String {
  /// The text with the letters A to Z in small, whatever the locale.
  var lowercasedASCII: String {
    String(decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  /// The text without spaces and tabs at its ends.
  var trimmingBlanks: String {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    return String(decoding: utf8.drop(while: isBlank).reversed().drop(while: isBlank).reversed(), as: UTF8.self)
  }

  /// The parts between `separator`, without blanks at their ends.
  func parts(separatedBy separator: UInt8) -> [String] {
    utf8.split(separator: separator, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self).trimmingBlanks }
  }
}
