/// The way from the hub to where a file lies.
///
/// The token is shown to the hub's own origin only, and once the way has left it, to nobody: a redirect back could have
/// been written by anyone.
struct RedirectTrail {
  /// Where the next request goes.
  private(set) var address: WebAddress
  private let endpointOrigin: String
  private let secret: String?
  private var hasLeft = false

  init(_ address: WebAddress, endpoint: WebAddress, token: String?) {
    self.address = address
    endpointOrigin = endpoint.origin
    secret = token
    hasLeft = address.origin != endpoint.origin
  }

  /// The token for the next request; nil outside the hub.
  var token: String? { hasLeft ? nil : secret }

  /// Goes where `response` points; throws where no file may come from.
  mutating func follow(_ response: HTTPResponse) throws {
    let location = response["location"] ?? ""
    guard let target = address.following(location) else {
      throw ModelSourcesError.redirectRefused(
        from: address.withoutQuery, to: ModelSourcesError.shortened(location),
        reason: "that is no plain http or https address")
    }
    guard target.isEncrypted || !address.isEncrypted else {
      throw ModelSourcesError.redirectRefused(
        from: address.withoutQuery, to: target.withoutQuery, reason: "from an encrypted connection to a plain one")
    }
    address = target
    if target.origin != endpointOrigin { hasLeft = true }
  }
}
