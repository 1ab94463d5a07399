import ByteFiles

/// The texts that a command works on: from the command line, from a file, or from the standard input.
struct TextInput: Sendable {
  private enum Origin: Sendable {
    case texts([String])
    case file(String)
    case standardInput
  }

  private let origin: Origin
  private let perLine: Bool

  /// Texts and a file exclude each other; with neither the standard input is read.
  init(texts: [String], file: String?, perLine: Bool) throws {
    if file != nil, !texts.isEmpty { throw UsageError.conflict("TEXT and --file exclude each other") }
    self.perLine = perLine
    switch file {
    case "-": origin = .standardInput
    case let file?: origin = .file(file)
    case nil: origin = texts.isEmpty ? .standardInput : .texts(texts)
    }
  }

  /// Calls `body` with the bytes of each text, in order; with `perLine` with each line, without its line feed.
  ///
  /// A last line that is empty, behind the file's last line feed, is no line.
  func forEach(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    switch origin {
    case .texts(let texts):
      for text in texts {
        var text = text
        try text.withUTF8 { try forEachLine(of: $0, body) }
      }
    case .file(let path):
      let file = try MappedFile(path: path)
      try file.withUnsafeBytes { try $0.withMemoryRebound(to: UInt8.self) { try forEachLine(of: $0, body) } }
    case .standardInput:
      try StandardInput.readAll().withUnsafeBufferPointer { try forEachLine(of: $0, body) }
    }
  }

  private func forEachLine(
    of text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    guard perLine else { return try body(text) }
    var rest = text[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      try body(UnsafeBufferPointer(rebasing: rest[..<end]))
      rest = rest[min(end + 1, rest.endIndex)...]
    }
  }
}
