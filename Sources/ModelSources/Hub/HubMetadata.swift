/// What the hub says of one file before it is fetched.
struct HubMetadata: Sendable {
  /// The commit that the answer belongs to.
  let commit: String
  /// The content's name in the cache: SHA-256 of a large file, git's SHA-1 of a small one, or what a mirror makes up.
  let etag: String
  /// The number of bytes, where the hub says.
  let size: Int?
  /// Where the bytes are to be had.
  let location: WebAddress
  /// The ETag by which the server at ``location`` knows the file, where that is the hub itself.
  let validator: Validator?

  /// Reads the answer that `address` gave; throws when a field is missing or cannot be what it should.
  init(_ response: HTTPResponse, from address: WebAddress) throws {
    func malformed(_ field: String, _ expected: String, _ found: String?) -> ModelSourcesError {
      .malformedAnswer(address: address.withoutQuery, field: field, expected: expected, found: found ?? "nothing")
    }
    guard let commit = response["x-repo-commit"], HubCache.isCommit(commit) else {
      throw malformed("X-Repo-Commit", "a commit of 40 hexadecimal digits", response["x-repo-commit"])
    }
    let stated = response["x-linked-etag"] ?? response["etag"]
    guard let etag = stated.map(Self.bare), Self.canNameFile(etag) else {
      throw malformed("ETag", "a hash", stated)
    }
    let sizeField = response["x-linked-size"] ?? (response.isRedirect ? nil : response["content-length"])
    if let sizeField {
      guard let size = Int(sizeField), size >= 0 else { throw malformed("X-Linked-Size", "a size in bytes", sizeField) }
      self.size = size
    } else {
      size = nil
    }
    guard let location = response.isRedirect ? response["location"].flatMap(address.following) : address else {
      throw malformed("Location", "an http or https address", response["location"])
    }
    self.commit = commit
    self.etag = etag
    self.location = location
    let isItsOwn = response["x-linked-etag"] == nil && location.origin == address.origin
    validator = isItsOwn ? Validator(response, from: address) : nil
  }

  /// The hash by which the content can be checked; nil for the made-up ETag of a mirror.
  var hash: ContentHash? { ContentHash(blobName: etag) }

  /// An ETag without its quotes and its mark for weakness: `W/"abc"` gives `abc`.
  private static func bare(_ etag: String) -> String {
    var text = Substring(etag)
    if text.hasPrefix("W/") { text = text.dropFirst(2) }
    if text.hasPrefix("\"") { text = text.dropFirst() }
    if text.hasSuffix("\"") { text = text.dropLast() }
    return String(text)
  }

  /// Whether an ETag can be a file's name in the cache.
  static func canNameFile(_ etag: String) -> Bool {
    (1...128).contains(etag.utf8.count) && etag.utf8.first != UInt8(ascii: ".")
      && WebAddress.encoded(etag) == etag && !etag.hasSuffix(".incomplete")
  }
}
