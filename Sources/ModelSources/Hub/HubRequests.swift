import ByteFiles

/// The questions to a hub that do not fetch a file.
struct HubRequests: Sendable {
  let client: HTTPClient
  let endpoint: String
  let token: String?
  let repository: String

  /// What the hub says of a file.
  enum Answer {
    case file(HubMetadata)
    /// There is no such file in this commit (where the hub names it).
    case noSuchFile(commit: String?)
  }

  /// How many redirects in a row are followed.
  static let longestChain = 20

  /// Asks for a file's commit, hash, size and place; throws for every answer but these two.
  func metadata(of file: String, revision: String) throws -> Answer {
    let path = "\(repository)/resolve/\(WebAddress.encoded(revision))/\(WebAddress.encoded(file, keeping: "/"))"
    var address = try hubAddress(path)
    for _ in 0..<Self.longestChain {
      let response = try client.perform(
        HTTPRequest(
          method: .head, address: address, token: tokenIfTrusted(address), silenceTimeout: 10, totalTimeout: 60))
      if response.isRedirect, let target = response["location"].flatMap(address.following),
        isFollowed(target, from: address, response)
      {
        address = target
        continue
      }
      if response.status == 404, response["x-error-code"] == "EntryNotFound" {
        return .noSuchFile(commit: response["x-repo-commit"].flatMap { HubCache.isCommit($0) ? $0 : nil })
      }
      try check(response, address, revision: revision)
      return .file(try HubMetadata(response, from: address))
    }
    throw ModelSourcesError.redirectRefused(
      from: address.withoutQuery, to: "itself", reason: "more than \(Self.longestChain) redirects in a row")
  }

  /// The names of all files of a commit.
  func fileNames(revision: String) throws -> [String] {
    let path = "api/models/\(repository)/revision/\(WebAddress.encoded(revision))"
    let address = try hubAddress(path)
    var trail = RedirectTrail(address, endpoint: address, token: token)
    let limit = 32 << 20
    var body: [UInt8] = []
    for _ in 0..<Self.longestChain {
      body.removeAll()
      let response = try client.perform(
        HTTPRequest(method: .get, address: trail.address, token: trail.token, totalTimeout: 120)
      ) { _, bytes in
        guard body.count + bytes.count <= limit else {
          throw ModelSourcesError.malformedAnswer(
            address: path, field: "body", expected: "at most \(limit) bytes", found: "more")
        }
        body.append(contentsOf: bytes)
      }
      if response.isRedirect {
        try trail.follow(response)
        continue
      }
      try check(response, trail.address, revision: revision)
      return try siblings(body, path)
    }
    throw ModelSourcesError.redirectRefused(from: path, to: "itself", reason: "too many redirects in a row")
  }

  /// Whether the hub answers within `timeout` seconds.
  func isReachable(timeout: Int) -> Bool {
    guard let address = try? hubAddress("") else { return false }
    let request = HTTPRequest(
      method: .head, address: address, connectTimeout: timeout, silenceTimeout: timeout, totalTimeout: timeout)
    guard let response = try? client.perform(request) else { return false }
    // A proxy or a captive portal that forbids the way answers too, in the hub's place.
    return response.status < 500 && ![401, 403, 407, 511].contains(response.status)
  }

  // MARK: Whom to trust

  func hubAddress(_ path: String) throws -> WebAddress {
    guard let address = WebAddress("\(endpoint)/\(path)") else {
      throw ModelSourcesError.invalidSetting(name: "HF_ENDPOINT", reason: "“\(endpoint)” is no http or https address")
    }
    return address
  }

  /// The token, for the hub itself and for nobody else.
  private func tokenIfTrusted(_ address: WebAddress) -> String? {
    WebAddress(endpoint)?.origin == address.origin ? token : nil
  }

  /// Whether a redirect leads on to the answer, or is the answer itself.
  ///
  /// Within the hub it is a repository that was renamed. One to another host tells where a large file lies, and carries
  /// all that was asked for; only a mirror that passes everything on to the public hub is followed there.
  private func isFollowed(_ target: WebAddress, from address: WebAddress, _ response: HTTPResponse) -> Bool {
    if target.origin == address.origin { return true }
    return response["x-repo-commit"] == nil && target.origin == WebAddress(HubSettings.defaultEndpoint)?.origin
  }

  // MARK: Answers that say no

  private func check(_ response: HTTPResponse, _ address: WebAddress, revision: String) throws {
    guard response.status >= 400 || response.status < 200 else { return }
    let isTokenSent = token != nil
    switch response["x-error-code"] {
    case "RevisionNotFound":
      throw ModelSourcesError.revisionNotFound(repository: repository, revision: revision)
    case "GatedRepo":
      throw ModelSourcesError.gated(repository: repository, endpoint: endpoint, tokenSent: isTokenSent)
    case "RepoNotFound":
      throw ModelSourcesError.repositoryNotFound(repository: repository, endpoint: endpoint, tokenSent: isTokenSent)
    default: break
    }
    // The hub says 401 for repositories that do not exist, so as not to tell which private ones do.
    if response.status == 401, response["x-error-message"] != "Invalid credentials in Authorization header" {
      throw ModelSourcesError.repositoryNotFound(repository: repository, endpoint: endpoint, tokenSent: isTokenSent)
    }
    throw ModelSourcesError.refused(
      address: address.withoutQuery, status: response.status, message: response["x-error-message"] ?? "")
  }

  private func siblings(_ body: [UInt8], _ path: String) throws -> [String] {
    let value = try body.withUnsafeBytes { try JSONValue($0, file: path) }
    guard let siblings = value["siblings"]?.array else {
      throw ModelSourcesError.malformedAnswer(address: path, field: "siblings", expected: "a list", found: "none")
    }
    let names = siblings.compactMap { $0["rfilename"]?.string }
    for name in names { _ = try ModelSourcesError.checkedName(name, namedIn: path) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

extension ModelSourcesError {
  /// Whether the same request may succeed a little later.
  var isTransient: Bool {
    switch self {
    case .unreachable: true
    case .refused(_, let status, _): status == 408 || status == 429 || status >= 500
    default: false
    }
  }
}
