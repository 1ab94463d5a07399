import ByteFiles

/// A tensor as its message in an ONNX file describes it (`TensorProto`): not yet compared with its bytes.
struct ONNXTensor {
  private(set) var name = ""
  private(set) var typeID = 0
  private(set) var dimensions: [Int] = []
  /// Where `raw_data` is in the file.
  private(set) var raw: Range<Int>?
  /// Where the numbers are that are given one by one, and whether each run is packed; in the order of the file.
  private(set) var runs: [Run] = []
  /// Where the elements are that are in a file of their own; nil where they are not.
  private(set) var external: External?
  private var isExternal = false
  private(set) var isSegment = false

  /// Numbers of one of the fields that hold them one by one.
  struct Run {
    var field: Int
    /// Several numbers one after the other; or the one number of `value`.
    var range: Range<Int>
    var value: ProtobufReader.Value?
  }

  /// `external_data`: a file's name, and where in it.
  struct External {
    var location = ""
    var offset = 0
    var length: Int?
  }

  /// More dimensions than tensors have.
  private static let maximumDimensions = 64

  /// Reads the message.
  init(_ message: ProtobufReader) throws {
    var reader = message
    var external = External()
    while let field = try reader.next() {
      switch field.number {
      case 1: try readDimensions(field, reader)
      case 2: typeID = try reader.integer(field, "data_type", below: 1 << 16)
      case 3: isSegment = true
      case 4, 5, 7, 10, 11: addRun(field)
      case 8: name = try reader.text(field, "name")
      case 9:
        let data = try reader.data(field, "raw_data")
        raw = field.offset..<(field.offset + data.count)
      case 13: try Self.read(try reader.message(field, "\(name).external_data"), into: &external)
      case 14: isExternal = try reader.integer(field, "data_location", below: 2) == 1
      default: break
      }
    }
    if isExternal { self.external = external }
  }

  private mutating func readDimensions(_ field: ProtobufReader.Field, _ reader: ProtobufReader) throws {
    switch field.value {
    case .varint(let value): dimensions.append(try dimension(value, field, reader))
    case .bytes(let bytes):
      var numbers = ProtobufReader(bytes, file: reader.file, path: "\(name).dims", start: field.offset)
      while let value = try numbers.nextNumber() { dimensions.append(try dimension(value, field, reader)) }
    default: throw reader.wrongKind("dims", field, "whole numbers")
    }
  }

  private func dimension(_ value: UInt64, _ field: ProtobufReader.Field, _ reader: ProtobufReader) throws -> Int {
    guard let dimension = Int(exactly: value), dimensions.count < Self.maximumDimensions else {
      throw reader.wrongKind("\(name).dims", field, "at most \(Self.maximumDimensions) numbers from 0 to 2^63 - 1")
    }
    return dimension
  }

  private mutating func addRun(_ field: ProtobufReader.Field) {
    if case .bytes(let bytes) = field.value {
      runs.append(Run(field: field.number, range: field.offset..<(field.offset + bytes.count)))
    } else {
      runs.append(Run(field: field.number, range: field.offset..<field.offset, value: field.value))
    }
  }

  private static func read(_ message: ProtobufReader, into external: inout External) throws {
    var reader = message
    var key = ""
    var value = ""
    while let field = try reader.next() {
      switch field.number {
      case 1: key = try reader.text(field, "key")
      case 2: value = try reader.text(field, "value")
      default: break
      }
    }
    switch key {
    case "location": external.location = value
    case "offset", "length":
      guard let number = Int(value), number >= 0 else {
        throw ByteFilesError.unexpected(
          file: reader.file, field: "\(reader.path).\(key)", expected: "a whole number from 0",
          found: "“\(value.prefix(40))”")
      }
      if key == "offset" { external.offset = number } else { external.length = number }
    default: break
    }
  }
}
