/// The literals of Python that a NumPy header consists of, read one after the other; nothing is ever evaluated.
struct PythonLiteral {
  private let file: String
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  /// Reads `bytes`, which must outlive the reader.
  init(_ bytes: UnsafeRawBufferPointer, file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// The error about `field` of the header.
  func error(_ field: String, expected: String, found: String) -> CheckpointError {
    .field(file: file, field: field, expected: expected, found: found)
  }

  /// What stands here, for messages.
  private var rest: String {
    let text = bytes[position...].prefix(40)
    return text.isEmpty ? "the header's end" : "“\(String(decoding: text, as: UTF8.self))”"
  }

  private mutating func skipSpaces() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
  }

  /// Takes a sign if it is what comes next.
  mutating func takes(_ sign: Unicode.Scalar) throws -> Bool {
    skipSpaces()
    guard position < bytes.count, bytes[position] == UInt8(ascii: sign) else { return false }
    position += 1
    return true
  }

  /// Takes a sign, which must come next.
  mutating func expect(_ sign: Unicode.Scalar) throws {
    guard try takes(sign) else { throw error("header", expected: "\(sign)", found: rest) }
  }

  /// Takes a string in either kind of quotation marks, without escapes.
  mutating func string(field: String = "header", expected: String = "a string") throws -> String {
    skipSpaces()
    guard position < bytes.count, [UInt8(ascii: "'"), UInt8(ascii: "\"")].contains(bytes[position]) else {
      throw error(field, expected: expected, found: rest)
    }
    let quote = bytes[position]
    let text = bytes[(position + 1)...].prefix { $0 != quote && $0 != UInt8(ascii: "\\") && $0 != 0x0A }
    guard text.endIndex < bytes.count, bytes[text.endIndex] == quote else {
      throw error(field, expected: expected, found: rest)
    }
    position = text.endIndex + 1
    return String(decoding: text, as: UTF8.self)
  }

  /// Takes `True` or `False`.
  mutating func bool(field: String) throws -> Bool {
    skipSpaces()
    for (name, value) in [("True", true), ("False", false)] where bytes[position...].starts(with: name.utf8) {
      position += name.utf8.count
      return value
    }
    throw error(field, expected: "True or False", found: rest)
  }

  /// Takes a tuple of whole numbers: `()`, `(3,)`, `(3, 4)`; old ones may end in L.
  mutating func tuple(field: String) throws -> [Int] {
    let expected = "whole numbers in brackets"
    guard try takes("(") else { throw error(field, expected: expected, found: rest) }
    var numbers: [Int] = []
    while try !takes(")") {
      skipSpaces()
      let digits = bytes[position...].prefix { (0x30...0x39).contains($0) }
      guard !digits.isEmpty, let number = Int(String(decoding: digits, as: UTF8.self)), numbers.count < 64 else {
        throw error(field, expected: expected, found: rest)
      }
      position = digits.endIndex
      _ = try takes("L")
      numbers.append(number)
      if try !takes(",") {
        // One number in brackets is that number to Python, and no tuple.
        guard numbers.count > 1, try takes(")") else { throw error(field, expected: expected, found: rest) }
        break
      }
    }
    return numbers
  }

  /// Nothing but white space is left.
  mutating func end() throws {
    skipSpaces()
    guard position == bytes.count else { throw error("header", expected: "nothing after the dictionary", found: rest) }
  }
}
