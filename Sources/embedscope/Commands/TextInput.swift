import ByteFiles
import Studies

/// The texts that a command works on: from the command line, from a file, or from the standard input.
struct TextInput: Sendable {
  /// The whole of the file at `path`, or of the standard input (`-`), as studies take it.
  static func file(_ path: String) throws -> InputFile {
    guard path != "-" else {
      return InputFile(name: "standard input", bytes: try Source.standardInput.open().readAll())
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return InputFile(name: name, bytes: try Source.file(path).open().readAll())
  }

  /// Where a text comes from.
  enum Source: Sendable {
    case text(String)
    case file(String)
    case standardInput

    /// A reader of the text's bytes from the beginning; the standard input has only one.
    func open() throws -> Reader {
      switch self {
      case .text(let text): Reader(Array(text.utf8))
      case .file(let path): Reader(try ByteStream(path: path))
      case .standardInput: Reader(.standardInput)
      }
    }
  }

  /// Reads a text from its beginning to its end.
  struct Reader {
    /// How many bytes there are, where that is known.
    let count: Int?
    /// At most so many bytes more; none at the end alone.
    let read: (_ limit: Int) throws -> [UInt8]

    init(_ bytes: [UInt8]) {
      count = bytes.count
      var rest = bytes[...]
      read = { limit in
        defer { rest = rest.dropFirst(limit) }
        return Array(rest.prefix(limit))
      }
    }

    init(_ stream: ByteStream) {
      count = stream.count
      read = stream.read
    }

    /// All bytes that are left.
    func readAll() throws -> [UInt8] {
      var all: [UInt8] = []
      while true {
        let bytes = try read(1 << 20)
        if bytes.isEmpty { return all }
        all += bytes
      }
    }
  }

  let sources: [Source]

  /// Texts and a file exclude each other; with neither the standard input is read.
  init(texts: [String], file: String?) throws {
    if file != nil, !texts.isEmpty { throw UsageError.conflict("TEXT and --file exclude each other") }
    switch file {
    case "-": sources = [.standardInput]
    case let file?: sources = [.file(file)]
    case nil: sources = texts.isEmpty ? [.standardInput] : texts.map(Source.text)
    }
  }
}
