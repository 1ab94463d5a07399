import ByteFiles
import Work

import CCurl

/// One request: nothing is followed and nothing is repeated here.
struct HTTPRequest {
  enum Method { case head, get }

  var method: Method
  var address: WebAddress
  /// Sent as it is, so only with an address that may see it.
  var token: String?
  /// The first byte that is wanted.
  var offset = 0
  /// Where the bytes that are wanted end; nil for the file's end.
  var end: Int?
  /// The ETag of the file that a part is wanted of: of another one the server sends the whole.
  var validator: String?
  /// The time in seconds for the connection to stand.
  var connectTimeout = 10
  /// The time in seconds without a single byte after which the connection counts as dead.
  var silenceTimeout = 30
  /// The time in seconds for everything; 0 for no limit.
  var totalTimeout = 0
}

/// HTTP through libcurl: proxies and certificates as libcurl finds them, connections kept for the next request.
final class HTTPClient: Sendable {
  /// Takes what arrives of a body, after the head; throwing ends the transfer.
  typealias BodySink = (HTTPResponse, UnsafeRawBufferPointer) throws -> Void

  private let userAgent: String
  private let idle = Locked<[CurlHandle]>([])

  private static let isReady = ccurl_global_init() == CURLE_OK

  init(userAgent: String) { self.userAgent = userAgent }

  /// Sends `request` and hands the body to `sink`; throws ``ModelSourcesError/unreachable(host:reason:)`` when no whole
  /// answer comes, and whatever `sink` throws.
  func perform(_ request: HTTPRequest, sink: @escaping BodySink) throws -> HTTPResponse {
    guard Self.isReady, let handle = idle.withLock({ $0.popLast() }) ?? CurlHandle() else {
      throw ModelSourcesError.unreachable(host: request.address.host, reason: "libcurl does not start")
    }
    defer { idle.withLock { $0.append(handle) } }
    return try Exchange(sink: sink).run(request, on: handle, userAgent: userAgent)
  }

  /// Sends `request` and drops the body.
  func perform(_ request: HTTPRequest) throws -> HTTPResponse {
    try perform(request) { _, _ in }
  }
}

/// A handle of libcurl, with the connections it holds open.
final class CurlHandle: @unchecked Sendable {
  // SAFETY: used by whoever took it out of the client's list, one at a time.
  let pointer: UnsafeMutableRawPointer

  init?() {
    guard let pointer = curl_easy_init() else { return nil }
    self.pointer = pointer
  }

  deinit { curl_easy_cleanup(pointer) }
}
