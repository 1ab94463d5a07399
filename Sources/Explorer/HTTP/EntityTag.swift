/// A strong entity tag: equal for equal bytes alone.
struct EntityTag: Sendable, Equatable {
  /// The tag as it stands in a header, with its quotation marks.
  let text: String

  init(digest: String) { text = "\"\(digest.prefix(32))\"" }

  private init(text: String) { self.text = text }

  /// The tag of the same bytes in gzip, which are other bytes.
  var ofGzip: EntityTag { EntityTag(text: "\(text.dropLast())-gzip\"") }

  /// Whether one of the tags of an If-None-Match is this one; the header compares weakly.
  func isNamed(in header: String) -> Bool {
    header.parts(separatedBy: UInt8(ascii: ",")).contains { part in
      part == "*" || (part.hasPrefix("W/") ? String(part.dropFirst(2)) : part) == text
    }
  }
}
