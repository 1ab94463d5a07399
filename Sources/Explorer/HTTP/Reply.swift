package import ByteFiles

/// An answer as it goes over the wire: what the browser has already is left out, what it takes in gzip is sent so.
package struct Reply: Sendable {
  package var status: Int
  package var headers: [(name: String, value: String)]
  /// The bytes that ``range`` is of.
  package var source: any ByteSource
  package var range: Range<Int>

  /// Fits `response` to `request`.
  init(_ response: Response, to request: Request) {
    status = response.status
    headers = Self.always + [("Content-Security-Policy", Self.policy(response.content.type))] + response.headers
    let content = response.content
    source = content.source
    range = 0..<content.count
    guard status == 200 else {
      headers.append(("Content-Type", content.type.rawValue))
      return
    }
    let asked = ByteRange(Self.range(request, content), count: content.count)
    var tag = content.tag
    if content.type.isText {
      headers.append(("Vary", "Accept-Encoding"))
    } else {
      headers.append(("Accept-Ranges", "bytes"))
    }
    if asked == .whole, Gzip.isAccepted(request.header("accept-encoding")), let gzip = content.gzip {
      (source, range, tag) = (gzip, 0..<gzip.count, tag.ofGzip)
      headers.append(("Content-Encoding", "gzip"))
    }
    headers.append(("ETag", tag.text))
    if let known = request.header("if-none-match"), tag.isNamed(in: known) {
      (status, range) = (304, 0..<0)
      return
    }
    headers.append(("Content-Type", content.type.rawValue))
    switch asked {
    case .whole: break
    case .part(let part):
      (status, range) = (206, part)
      headers.append(("Content-Range", "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(content.count)"))
    case .unsatisfiable:
      (status, range) = (416, 0..<0)
      headers.append(("Content-Range", "bytes */\(content.count)"))
    }
  }

  /// The header that asks for a part; nil where the whole is the answer: a text, or bytes that are not those the part is of.
  private static func range(_ request: Request, _ content: Content) -> String? {
    guard request.method == "GET", !content.type.isText else { return nil }
    if request.has("if-range"), request.header("if-range") != content.tag.text { return nil }
    return request.header("range")
  }

  private static let always: [(name: String, value: String)] = [
    ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-cache"),
    ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
  ]

  /// What a browser may load for an answer.
  ///
  /// A figure carries its colours itself, and nothing that runs.
  private static func policy(_ type: MediaType) -> String {
    if type == .svg { return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'" }
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
      + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
  }

  /// The value of the header `name`.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercasedASCII == name.lowercasedASCII }?.value
  }

  /// The bytes that are sent; those of a HEAD are only counted.
  package var bytes: [UInt8] {
    source.withUnsafeBytes { Array($0[range]) }
  }
}
