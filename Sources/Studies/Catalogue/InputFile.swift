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

  /// The lines of the text that hold more than white space: cut at line feeds alone, without the carriage return and without
  /// the mark that some editors put before a file's first letter.
  ///
  /// - Throws: ``StudiesError/notUTF8(file:)``.
  package func lines() throws -> [String] { try numberedLines().map(\.text) }

  /// The same lines with their numbers in the file, from 1.
  func numberedLines() throws -> [(number: Int, text: String)] {
    let scalars = try text().unicodeScalars
    let content = scalars.first == "\u{FEFF}" ? scalars.dropFirst() : scalars[...]
    return content.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
      let text = String(line.last == "\r" ? line.dropLast() : line)
      return text.trimmingSpaces.isEmpty ? nil : (index + 1, text)
    }
  }
}
