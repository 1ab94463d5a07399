import CCurl

/// An http or https address, taken apart by the same code that will connect to it.
struct WebAddress: Sendable, Equatable {
  /// The whole address.
  let text: String
  /// Scheme, host and port: whom one talks to, and whom a token may be shown to.
  let origin: String
  /// The host's name alone.
  let host: String
  /// Whether the connection is encrypted.
  let isEncrypted: Bool

  /// Parses an absolute address; nil when it is none, or of another protocol.
  init?(_ text: String) {
    guard let parts = URLParts(base: nil, text: text) else { return nil }
    self.init(parts)
  }

  /// The address that a redirect from this one leads to; nil when `location` is no address.
  func following(_ location: String) -> WebAddress? {
    guard let parts = URLParts(base: text, text: location) else { return nil }
    return WebAddress(parts)
  }

  /// The address without its query and fragment, which may hold a signature that is nobody's business.
  var withoutQuery: String {
    String(text.prefix { $0 != "?" && $0 != "#" })
  }

  private init?(_ parts: URLParts) {
    guard let scheme = parts.scheme, scheme == "http" || scheme == "https", let host = parts.host, !host.isEmpty,
      let port = parts.port, let text = parts.text, !parts.hasUser
    else { return nil }
    self.text = text
    self.host = host
    origin = "\(scheme)://\(host.lowercased()):\(port)"
    isEncrypted = scheme == "https"
  }

  /// `text` with everything but letters, digits and `-._~` (and what `keeping` lists) percent-encoded.
  static func encoded(_ text: String, keeping: String = "") -> String {
    var result = ""
    let kept = Array(("-._~" + keeping).utf8)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        if kept.contains(byte) {
          result.unicodeScalars.append(Unicode.Scalar(byte))
        } else {
          result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
        }
      }
    }
    return result
  }
}

/// What libcurl's own parser makes of an address.
private struct URLParts {
  var scheme: String?
  var host: String?
  var port: String?
  var text: String?
  var hasUser = false

  init?(base: String?, text: String) {
    guard text.utf8.count <= 16 << 10, !text.utf8.contains(0), let handle = curl_url() else { return nil }
    defer { curl_url_cleanup(handle) }
    if let base, curl_url_set(handle, CURLUPART_URL, base, 0) != CURLUE_OK { return nil }
    guard curl_url_set(handle, CURLUPART_URL, text, 0) == CURLUE_OK else { return nil }
    scheme = Self.part(handle, CURLUPART_SCHEME)
    host = Self.part(handle, CURLUPART_HOST)
    port = Self.part(handle, CURLUPART_PORT)
    self.text = Self.part(handle, CURLUPART_URL)
    hasUser = Self.part(handle, CURLUPART_USER) != nil || Self.part(handle, CURLUPART_PASSWORD) != nil
  }

  private static func part(_ handle: OpaquePointer, _ part: CURLUPart) -> String? {
    var value: UnsafeMutablePointer<CChar>?
    let flags: UInt32 = part == CURLUPART_PORT ? UInt32(CURLU_DEFAULT_PORT) : 0
    guard curl_url_get(handle, part, &value, flags) == CURLUE_OK, let value else { return nil }
    defer { curl_free(value) }
    return String(cString: value)
  }
}
