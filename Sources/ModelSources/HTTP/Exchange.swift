import CCurl

/// One request on its way and the answer as it arrives.
final class Exchange {
  private var response = HTTPResponse()
  private var sinkError: (any Error)?
  private var isHeadTooLong = false
  private let sink: HTTPClient.BodySink

  init(sink: @escaping HTTPClient.BodySink) { self.sink = sink }

  func run(_ request: HTTPRequest, on handle: CurlHandle, userAgent: String) throws -> HTTPResponse {
    let curl = handle.pointer
    curl_easy_reset(curl)
    try configure(curl, request, userAgent)
    // SAFETY: libcurl calls back only inside curl_easy_perform, while self is alive; the buffer outlives that call, and
    // the list is freed after it.
    let headers = try headerList(request)
    defer { curl_slist_free_all(headers) }
    try require(ccurl_set_list(curl, CURLOPT_HTTPHEADER, headers))
    let context = Unmanaged.passUnretained(self).toOpaque()
    try require(ccurl_set_body_callback(curl, bodyCallback, context))
    try require(ccurl_set_header_callback(curl, headerCallback, context))
    var message = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
    let code = message.withUnsafeMutableBufferPointer { buffer in
      _ = ccurl_set_error_buffer(curl, buffer.baseAddress)
      defer { _ = ccurl_set_error_buffer(curl, nil) }
      return withExtendedLifetime(self) { curl_easy_perform(curl) }
    }
    if let sinkError { throw sinkError }
    if isHeadTooLong {
      throw ModelSourcesError.malformedAnswer(
        address: request.address.withoutQuery, field: "header",
        expected: "at most \(HTTPResponse.longestHead) bytes", found: "more")
    }
    guard code == CURLE_OK else {
      if let refusal = proxyRefusal(request, curl) { throw ModelSourcesError.refused(refusal) }
      let detail = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      throw ModelSourcesError.unreachable(
        host: request.address.host, reason: detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail)
    }
    return response
  }

  /// The proxy's no to a connection through it, of which libcurl tells the status alone.
  private func proxyRefusal(_ request: HTTPRequest, _ curl: UnsafeMutableRawPointer) -> Refusal? {
    var status = 0
    guard ccurl_get_long(curl, CURLINFO_HTTP_CONNECTCODE, &status) == CURLE_OK, status >= 400 else { return nil }
    return Refusal(
      address: request.address.withoutQuery, status: status, reason: "the proxy does not let the request through",
      asker: .otherHost)
  }

  private func configure(_ curl: UnsafeMutableRawPointer, _ request: HTTPRequest, _ userAgent: String) throws {
    try require(ccurl_allow_http_only(curl))
    try require(ccurl_set_string(curl, CURLOPT_URL, request.address.text))
    try require(ccurl_set_string(curl, CURLOPT_USERAGENT, userAgent))
    // Redirects are followed by our own code, which knows whom the token is for.
    try require(ccurl_set_long(curl, CURLOPT_FOLLOWLOCATION, 0))
    try require(ccurl_set_long(curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1))
    // Without this, libcurl's timeouts use signals, which other threads would get.
    try require(ccurl_set_long(curl, CURLOPT_NOSIGNAL, 1))
    try require(ccurl_set_long(curl, CURLOPT_CONNECTTIMEOUT, request.connectTimeout))
    try require(ccurl_set_long(curl, CURLOPT_LOW_SPEED_LIMIT, 1))
    try require(ccurl_set_long(curl, CURLOPT_LOW_SPEED_TIME, request.silenceTimeout))
    try require(ccurl_set_long(curl, CURLOPT_TIMEOUT, request.totalTimeout))
    try require(ccurl_set_long(curl, CURLOPT_BUFFERSIZE, 256 << 10))
    switch request.method {
    case .head: try require(ccurl_set_long(curl, CURLOPT_NOBODY, 1))
    case .get: try require(ccurl_set_long(curl, CURLOPT_HTTPGET, 1))
    }
    if request.offset > 0 || request.end != nil {
      try require(
        ccurl_set_string(curl, CURLOPT_RANGE, "\(request.offset)-\(request.end.map { String($0 - 1) } ?? "")"))
    }
  }

  /// A request is not sent unless every setting of it holds: one of them says where the token may go.
  private func require(_ code: CURLcode) throws {
    guard code == CURLE_OK else {
      throw ModelSourcesError.unusableClient(reason: String(cString: curl_easy_strerror(code)))
    }
  }

  private func headerList(_ request: HTTPRequest) throws -> UnsafeMutablePointer<curl_slist>? {
    // Sizes and hashes are of the file as it is, so nothing may be compressed on the way.
    var lines = ["Accept-Encoding: identity"]
    if let validator = request.validator, request.offset > 0 || request.end != nil {
      lines.append("If-Range: \(validator)")
    }
    if let token = request.token { lines.append("Authorization: Bearer \(token)") }
    var list: UnsafeMutablePointer<curl_slist>?
    for line in lines {
      guard let longer = curl_slist_append(list, line) else {
        curl_slist_free_all(list)
        try require(CURLE_OUT_OF_MEMORY)
        return nil
      }
      list = longer
    }
    return list
  }

  fileprivate func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Bool {
    if response.take(headerLine: bytes) { return true }
    isHeadTooLong = true
    return false
  }

  fileprivate func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    do {
      try sink(response, bytes)
      return true
    } catch {
      sinkError = error
      return false
    }
  }
}

// libcurl takes any count but the one it handed over for a failure.
private let bodyCallback: curl_write_callback = { data, size, count, context in
  guard let data, let context else { return 0 }
  // SAFETY: the context is the Exchange that runs, as `run` set it; libcurl states the buffer's length.
  let exchange = Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
  return exchange.takeBody(UnsafeRawBufferPointer(start: data, count: size * count)) ? size * count : 0
}

private let headerCallback: curl_write_callback = { data, size, count, context in
  guard let data, let context else { return 0 }
  // SAFETY: as above.
  let exchange = Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
  return exchange.takeHeader(UnsafeRawBufferPointer(start: data, count: size * count)) ? size * count : 0
}
