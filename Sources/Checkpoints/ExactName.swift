/// A tensor's name or a key as a key of dictionaries: equal only when all bytes are.
///
/// Swift's `String` holds composed and decomposed é for equal, and would make one of two names that a file keeps apart.
struct ExactName: Hashable {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  static func == (left: ExactName, right: ExactName) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
