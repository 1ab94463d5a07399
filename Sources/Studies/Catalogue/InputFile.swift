/// A file that a study works on, such as a text or a list of questions.
package struct InputFile: Sendable {
  /// What results call it.
  package var name: String
  package var bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// The content as text.
  ///
  /// - Throws: ``StudiesError/notUTF8(file:)``.
  package func text() throws -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw StudiesError.notUTF8(file: name) }
    return text
  }
}
