import ByteFiles

/// The questions to a hub that do not fetch a file.
struct HubRequests: Sendable {
  let client: HTTPClient
  let settings: HubSettings
  let repository: String

  private var endpoint: String { settings.endpoint }
  private var token: String? { settings.token }

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
      let token = tokenIfTrusted(address)
      try check(
        response, address, revision: revision, isTokenShown: token != nil,
        body: explanation(of: response, address, token))
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
      var text = ErrorBody()
      text.append(body)
      try check(response, trail.address, revision: revision, isTokenShown: trail.token != nil, body: text)
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

  /// What the body would have said of a refusal whose head says nothing; an answer to HEAD has none.
  private func explanation(of response: HTTPResponse, _ address: WebAddress, _ token: String?) -> ErrorBody {
    var body = ErrorBody()
    let isTransient = ModelSourcesError.isTransient(response.status)
    guard response.status >= 400, !isTransient, response["x-error-message"] == nil else { return body }
    let request = HTTPRequest(method: .get, address: address, token: token, silenceTimeout: 10, totalTimeout: 30)
    _ = try? client.perform(request) { answer, bytes in
      guard answer.status == response.status else { throw CancellationError() }
      body.append(bytes)
    }
    return body
  }

  private func check(
    _ response: HTTPResponse, _ address: WebAddress, revision: String, isTokenShown: Bool, body: ErrorBody = ErrorBody()
  ) throws {
    guard response.status >= 400 || response.status < 200 else { return }
    if response["x-error-code"] == "RevisionNotFound" {
      throw ModelSourcesError.revisionNotFound(repository: repository, revision: revision)
    }
    let refusal = refusal(response, address, isTokenShown: isTokenShown, body: body)
    if response["x-error-code"] == "GatedRepo" {
      throw ModelSourcesError.gated(repository: repository, endpoint: endpoint, refusal: refusal)
    }
    // The hub says 401 for repositories that do not exist, so as not to tell which private ones do; to a token that it does not
    // know it says so of every repository.
    let isTokenTheTrouble =
      response["x-error-message"] == "Invalid credentials in Authorization header"
      || refusal.asker == .token(settings.tokenOrigin, worksWithout: true)
    if response["x-error-code"] == "RepoNotFound" || response.status == 401, !isTokenTheTrouble {
      throw ModelSourcesError.repositoryNotFound(repository: repository, endpoint: endpoint, refusal: refusal)
    }
    throw ModelSourcesError.refused(refusal)
  }

  /// What a no to a request for `address` consists of: also whether a token that is not accepted is needed at all.
  func refusal(
    _ response: HTTPResponse, _ address: WebAddress, isTokenShown: Bool, body: ErrorBody
  ) -> Refusal {
    let isHub = WebAddress(endpoint)?.origin == address.origin
    var asker = isHub ? settings.asker : .otherHost
    if isHub, !isTokenShown, asker.showedToken { asker = .otherHost }
    if response.status == 401, case .token(let origin, _) = asker {
      asker = .token(origin, worksWithout: isAnsweredWithoutToken(address))
    }
    var reason = response["x-error-message"] ?? body.text
    if let code = response["x-error-code"] { reason += reason.isEmpty ? code : " (\(code))" }
    return Refusal(
      address: address.withoutQuery, status: response.status, reason: reason, asker: asker,
      waitSeconds: response.waitSeconds)
  }

  /// Asks once without the token: one that expired keeps even from public models.
  private func isAnsweredWithoutToken(_ address: WebAddress) -> Bool? {
    let request = HTTPRequest(method: .head, address: address, silenceTimeout: 10, totalTimeout: 30)
    guard let status = try? client.perform(request).status, status < 500 else { return nil }
    return status < 400
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
