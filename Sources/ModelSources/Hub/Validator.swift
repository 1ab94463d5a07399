/// The ETag by which a server tells whether a file is still the one that parts of were fetched.
struct Validator: Sendable, Equatable {
  /// Whose ETag it is: another server may have another one for the same bytes.
  let origin: String
  /// With its quotes, as it goes back in If-Range.
  let etag: String

  /// Nil for an ETag that is weak, which two files may share, or no ETag at all.
  init?(origin: String, etag: String?) {
    guard let etag, (3...256).contains(etag.utf8.count), etag.hasPrefix("\""), etag.hasSuffix("\""),
      etag.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return nil }
    self.origin = origin
    self.etag = etag
  }

  /// What `response` from `address` says.
  init?(_ response: HTTPResponse, from address: WebAddress) {
    self.init(origin: address.origin, etag: response["etag"])
  }

  /// The ETag, for a request to `address`; nil for a server that did not give it.
  func etag(for address: WebAddress) -> String? { address.origin == origin ? etag : nil }

  /// Whether `found`, which the same server says now, is of another file.
  func isContradicted(by found: Validator?) -> Bool { found.map { $0.origin == origin && $0 != self } ?? false }
}
