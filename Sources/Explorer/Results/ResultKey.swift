/// The name of a result: the SHA-256 of all that it depends on.
struct ResultKey: Sendable, Hashable {
  /// The form that results are kept in; it changes when a file of theirs changes its name or its meaning.
  static let form = 1

  /// 64 hexadecimal digits in small letters, so that it can be the name of a folder and nothing else.
  let digest: String

  init(digest: String) { self.digest = digest }

  /// nil for what no result is called.
  init?(_ text: String) {
    guard text.utf8.count == 64,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    digest = text
  }
}
