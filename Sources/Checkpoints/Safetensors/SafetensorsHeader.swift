import ByteFiles
import SafeText

/// The header of a safetensors file as it is written: parsed, and not yet believed.
///
/// A file is 8 bytes with the header's length (little-endian), the header (one JSON object), and the elements:
/// `{"wte.weight": {"dtype": "F32", "shape": [50257, 768], "data_offsets": [0, 154389504]}, "__metadata__": {…}}`.
/// The offsets count from the header's end. Source: the format's description in the safetensors repository.
///
/// Stricter than safetensors 0.8.0 in what its description forbids and its reader lets through: duplicate names, of which it
/// takes the last. null for `__metadata__`, white space before the first brace and an array in place of a tensor's object are
/// read as it reads them.
struct SafetensorsHeader {
  /// One tensor's entry.
  struct Entry {
    var name: String
    var type: SafetensorsType
    var shape: [Int]
    var begin: Int
    var end: Int
  }

  /// The longest header that is read, in bytes.
  static let maximumLength = 100_000_000

  /// The tensors in the order the header lists them.
  private(set) var entries: [Entry] = []
  /// The pairs under `__metadata__`.
  private(set) var metadata: [(key: String, value: String)] = []
  private let file: String

  /// Reads the header in `bytes`, which hold nothing else.
  init(_ bytes: UnsafeRawBufferPointer, file: String) throws {
    self.file = file
    let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    guard first == UInt8(ascii: "{") else { throw CheckpointError.safetensors(file: file, .headerStart(found: first)) }
    var reader = try JSONReader(bytes, file: "\(file), header")
    var names: Set<ExactName> = []
    var key: [UInt8] = []
    try reader.beginObject()
    while try reader.nextKey(into: &key) {
      let name = String(decoding: key, as: UTF8.self)
      guard names.insert(ExactName(name)).inserted else {
        throw CheckpointError.duplicateTensor(file: file, tensor: name)
      }
      if name == "__metadata__" {
        try readMetadata(&reader)
      } else {
        entries.append(try readEntry(name, &reader))
      }
    }
    try reader.end()
  }

  private mutating func readMetadata(_ reader: inout JSONReader) throws {
    if reader.readNull() { return }
    let kind = try reader.nextKind()
    guard kind == .object else {
      throw CheckpointError.safetensors(
        file: file, .headerField(field: "__metadata__", expected: "an object", found: kind.rawValue))
    }
    var keys: Set<ExactName> = []
    var key: [UInt8] = []
    try reader.beginObject()
    while try reader.nextKey(into: &key) {
      let name = String(decoding: key, as: UTF8.self)
      guard keys.insert(ExactName(name)).inserted else {
        throw CheckpointError.duplicateMetadata(file: file, key: name)
      }
      let kind = try reader.nextKind()
      guard kind == .string else {
        throw CheckpointError.safetensors(
          file: file, .headerField(field: "__metadata__.\(name)", expected: "a string", found: kind.rawValue))
      }
      metadata.append((name, try reader.readString()))
    }
  }

  private func readEntry(_ name: String, _ reader: inout JSONReader) throws -> Entry {
    var fields = Fields()
    if try reader.nextKind() == .array { return try readEntryInOrder(name, &reader) }
    try expect(.object, for: name, &reader)
    var key: [UInt8] = []
    try reader.beginObject()
    while try reader.nextKey(into: &key) {
      let field = String(decoding: key, as: UTF8.self)
      guard fields.isNew(field) else {
        throw CheckpointError.safetensors(file: file, .duplicateField(tensor: name, field: field))
      }
      switch field {
      case "dtype": fields.type = try readType(name, &reader)
      case "shape": fields.shape = try readNumbers("\(name).shape", &reader)
      case "data_offsets": fields.offsets = try readNumbers("\(name).data_offsets", &reader)
      default: try reader.skipValue()
      }
    }
    return try entry(name, fields)
  }

  /// The three fields without their names, in their order, as the reference takes them too.
  private func readEntryInOrder(_ name: String, _ reader: inout JSONReader) throws -> Entry {
    var fields = Fields()
    var count = 0
    try reader.beginArray()
    while try reader.nextElement() {
      switch count {
      case 0: fields.type = try readType(name, &reader)
      case 1: fields.shape = try readNumbers("\(name).shape", &reader)
      case 2: fields.offsets = try readNumbers("\(name).data_offsets", &reader)
      default:
        throw CheckpointError.safetensors(
          file: file, .headerField(field: name, expected: "three fields", found: "more"))
      }
      count += 1
    }
    return try entry(name, fields)
  }

  private func entry(_ name: String, _ fields: Fields) throws -> Entry {
    guard let type = fields.type else { throw missing("dtype", name) }
    guard let shape = fields.shape else { throw missing("shape", name) }
    guard let offsets = fields.offsets else { throw missing("data_offsets", name) }
    guard offsets.count == 2 else {
      throw CheckpointError.safetensors(
        file: file, .headerField(field: "\(name).data_offsets", expected: "two numbers", found: "\(offsets.count)"))
    }
    return Entry(name: name, type: type, shape: shape, begin: offsets[0], end: offsets[1])
  }

  private struct Fields {
    var type: SafetensorsType?
    var shape: [Int]?
    var offsets: [Int]?
    /// Fields that the format does not know: they are passed over.
    var others: Set<ExactName> = []

    /// Whether `field` comes for the first time; notes it when its value is not kept.
    mutating func isNew(_ field: String) -> Bool {
      switch field {
      case "dtype": type == nil
      case "shape": shape == nil
      case "data_offsets": offsets == nil
      default: others.insert(ExactName(field)).inserted
      }
    }
  }

  private func readType(_ name: String, _ reader: inout JSONReader) throws -> SafetensorsType {
    try expect(.string, for: "\(name).dtype", &reader)
    var bytes: [UInt8] = []
    try reader.readString(appendingTo: &bytes)
    guard let type = SafetensorsType.named(bytes) else {
      throw CheckpointError.safetensors(
        file: file, .unknownType(tensor: name, type: String(decoding: bytes, as: UTF8.self)))
    }
    return type
  }

  private func readNumbers(_ field: @autoclosure () -> String, _ reader: inout JSONReader) throws -> [Int] {
    var numbers: [Int] = []
    try expect(.array, for: field(), &reader)
    try reader.beginArray()
    while try reader.nextElement() {
      try expect(.number, for: field(), &reader)
      switch try reader.readNumber() {
      case .integer(let number) where number >= 0: numbers.append(number)
      case .integer(let number): throw notACount(field(), "\(number)")
      case .double(let number): throw notACount(field(), "\(number)")
      }
    }
    return numbers
  }

  private func expect(_ kind: JSONReader.Kind, for field: @autoclosure () -> String, _ reader: inout JSONReader) throws
  {
    let found = try reader.nextKind()
    guard found == kind else {
      throw CheckpointError.safetensors(
        file: file, .headerField(field: field(), expected: kind.rawValue, found: found.rawValue))
    }
  }

  private func notACount(_ field: String, _ found: String) -> CheckpointError {
    .safetensors(file: file, .headerField(field: field, expected: "whole numbers from 0 to 2^63 - 1", found: found))
  }

  private func missing(_ field: String, _ name: String) -> CheckpointError {
    .safetensors(file: file, .missingField(tensor: name, field: field))
  }
}
