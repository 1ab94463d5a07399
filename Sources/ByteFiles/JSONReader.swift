/// A reader of JSON that hands values out in the file's order, byte for byte: strictly (RFC 8259), or as Python's `json` reads it.
///
/// Strings come out as their UTF-8 bytes, so that keys which Swift's `String` holds equal (composed and decomposed é)
/// stay apart. Nothing is built that the caller did not ask for: a vocabulary of 50,000 entries is read in one pass.
///
/// ```swift
/// var reader = try JSONReader(bytes, file: "vocab.json")
/// var key: [UInt8] = []
/// try reader.beginObject()
/// while try reader.nextKey(into: &key) { let id = try reader.readInteger() }
/// try reader.end()
/// ```
package struct JSONReader {
  /// What is taken for JSON.
  package enum Dialect: Sendable {
    /// RFC 8259, and no key twice.
    case strict
    /// What Python's `json.load` takes, by which configurations are written and read: also `NaN`, `Infinity` and `-Infinity`,
    /// numbers past a double's range (which become infinite), and a key twice, of which the last counts.
    case python
  }

  /// The file's name, for messages.
  package let file: String
  /// What is taken for JSON.
  package let dialect: Dialect
  /// Where the next value starts.
  package private(set) var offset: Int
  let bytes: UnsafeRawBufferPointer
  private let maximumDepth: Int
  /// How many arrays and objects are open.
  private var depth = 0
  /// Whether a comma must come before the next element of the innermost of them; those around it all have one.
  private var hasElement = false

  /// Reads `bytes`, which must outlive the reader; all of it is checked to be valid UTF-8 first.
  package init(
    _ bytes: UnsafeRawBufferPointer, file: String, dialect: Dialect = .strict, maximumDepth: Int = 128
  ) throws {
    if let invalid = UTF8Validation.firstInvalidOffset(bytes) {
      throw ByteFilesError.invalidUTF8(file: file, offset: invalid)
    }
    self.init(validUTF8: bytes, file: file, dialect: dialect, offset: 0, maximumDepth: maximumDepth)
  }

  private init(
    validUTF8 bytes: UnsafeRawBufferPointer, file: String, dialect: Dialect, offset: Int, maximumDepth: Int
  ) {
    self.bytes = bytes
    self.file = file
    self.dialect = dialect
    self.offset = offset
    self.maximumDepth = maximumDepth
  }

  /// A reader of the value that starts at `offset` of the same bytes: for values that were passed over with
  /// ``skipValue()`` and are needed after all.
  package func reader(at offset: Int) -> JSONReader {
    JSONReader(validUTF8: bytes, file: file, dialect: dialect, offset: offset, maximumDepth: maximumDepth)
  }

  // MARK: Objects and arrays

  /// Enters an object.
  package mutating func beginObject() throws {
    try begin(UInt8(ascii: "{"), "an object")
  }

  /// Puts the next key into `key` and stands before its value; false at the object's end, which it leaves.
  package mutating func nextKey(into key: inout [UInt8]) throws -> Bool {
    guard try nextElement(closing: UInt8(ascii: "}")) else { return false }
    key.removeAll(keepingCapacity: true)
    try readString(appendingTo: &key)
    skipWhitespace()
    guard peek() == UInt8(ascii: ":") else { throw unexpected("“:”") }
    offset += 1
    return true
  }

  /// Enters an array.
  package mutating func beginArray() throws {
    try begin(UInt8(ascii: "["), "an array")
  }

  /// Stands before the next element; false at the array's end, which it leaves.
  package mutating func nextElement() throws -> Bool {
    try nextElement(closing: UInt8(ascii: "]"))
  }

  /// Checks that nothing but white space follows.
  package mutating func end() throws {
    skipWhitespace()
    guard offset == bytes.count else { throw unexpected("the end of the file") }
  }

  private mutating func begin(_ bracket: UInt8, _ kind: String) throws {
    skipWhitespace()
    guard peek() == bracket else { throw unexpected(kind) }
    guard depth < maximumDepth else {
      throw ByteFilesError.jsonTooDeep(file: file, offset: offset, limit: maximumDepth)
    }
    offset += 1
    depth += 1
    hasElement = false
  }

  private mutating func nextElement(closing bracket: UInt8) throws -> Bool {
    guard depth > 0 else { throw unexpected("an array or object to be open") }
    skipWhitespace()
    if peek() == bracket {
      offset += 1
      depth -= 1
      hasElement = true
      return false
    }
    if hasElement {
      guard peek() == UInt8(ascii: ",") else { throw unexpected("“,” or “\(Character(Unicode.Scalar(bracket)))”") }
      offset += 1
      skipWhitespace()
    }
    hasElement = true
    return true
  }

  // MARK: Single values

  /// Which kind of value comes next.
  package enum Kind: String, Sendable {
    case object = "an object"
    case array = "an array"
    case string = "a string"
    case number = "a number"
    case bool = "true or false"
    case null = "null"
  }

  /// The kind of the next value, which is not yet read.
  package mutating func nextKind() throws -> Kind {
    skipWhitespace()
    switch peek() {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "-"): return .number
    case .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "N"), UInt8(ascii: "I"):
      guard dialect == .python else { throw unexpected("a value") }
      return .number
    default: throw unexpected("a value")
    }
  }

  /// Reads true or false.
  package mutating func readBool() throws -> Bool {
    skipWhitespace()
    if take("true") { return true }
    if take("false") { return false }
    throw unexpected("true or false")
  }

  /// Reads null when it comes next; false when something else does.
  package mutating func readNull() -> Bool {
    skipWhitespace()
    return take("null")
  }

  /// Passes over the next value, checking it on the way; the result is where its bytes are.
  @discardableResult
  package mutating func skipValue() throws -> Range<Int> {
    skipWhitespace()
    let start = offset
    var key: [UInt8] = []
    switch try nextKind() {
    case .object:
      try beginObject()
      while try nextKey(into: &key) { try skipValue() }
    case .array:
      try beginArray()
      while try nextElement() { try skipValue() }
    case .string: try readString(appendingTo: &key)
    case .number: if dialect == .python { _ = try readNumber() } else { _ = try scanNumber() }
    case .bool: _ = try readBool()
    case .null: guard readNull() else { throw unexpected("null") }
    }
    return start..<offset
  }

  mutating func take(_ literal: StaticString) -> Bool {
    let length = literal.utf8CodeUnitCount
    guard offset + length <= bytes.count else { return false }
    for index in 0..<length where bytes[offset + index] != literal.utf8Start[index] { return false }
    offset += length
    return true
  }

  // MARK: The cursor

  mutating func advance(to offset: Int) { self.offset = offset }

  func peek() -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  mutating func skipWhitespace() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x09, 0x0A, 0x0D: offset &+= 1
      default: return
      }
    }
  }

  /// The error for what stands at the cursor, where `expected` should.
  package func unexpected(_ expected: String) -> ByteFilesError {
    guard let byte = peek() else {
      return .json(file: file, offset: offset, expected: expected, found: "the end of the file")
    }
    let found = (0x21..<0x7F).contains(byte) ? "“\(Character(Unicode.Scalar(byte)))”" : "byte \(byte)"
    return .json(file: file, offset: offset, expected: expected, found: found)
  }
}
