import Checkpoints

/// A key of a weights file and its value; of an array the count and the first elements.
public struct InfoMetadata: Codable, Sendable, Equatable {
  /// A value that is no array.
  public enum Value: Sendable, Equatable {
    case string(String)
    case integer(Int)
    /// A 64-bit number that is larger than every `Int`.
    case unsigned(UInt64)
    case number(Double)
    case bool(Bool)
    /// A number that is not finite, or an array within an array.
    case none
  }

  public var key: String
  /// The type by GGUF's name for it (`uint32`, `string`); of an array that of its elements.
  public var type: String
  /// The value; nil for an array.
  public var value: Value?
  /// How many elements an array has; nil for what is none.
  public var count: Int?
  /// The first elements of an array.
  public var first: [Value]?

  /// How many elements of an array are kept.
  static let mostElements = 6

  /// What `checkpoint` says beside its tensors, in the file's order.
  static func all(of checkpoint: Checkpoint) throws -> [InfoMetadata] {
    guard let gguf = checkpoint.gguf else {
      return checkpoint.metadata.map { InfoMetadata(key: $0.key, type: "string", value: .string($0.value)) }
    }
    return try gguf.keys.map { key in
      if let array = try gguf.array(key, first: mostElements) {
        return InfoMetadata(
          key: key, type: "\(array.type)", count: array.count, first: array.first.map(Value.init))
      }
      return InfoMetadata(
        key: key, type: gguf.type(of: key).map { "\($0)" } ?? "", value: try gguf.value(key).map(Value.init))
    }
  }
}

extension InfoMetadata.Value {
  init(_ value: GGUFValue) {
    switch value {
    case .integer(let number): self = .integer(number)
    case .unsigned(let number): self = .unsigned(number)
    // As many digits as it takes to read the same 32-bit number back: 1e-05, not 9.999999747378752e-06.
    case .float(let number): self = Double("\(number)").flatMap(\.finite).map(Self.number) ?? .none
    case .double(let number): self = number.finite.map(Self.number) ?? .none
    case .bool(let flag): self = .bool(flag)
    case .string(let bytes): self = .string(String(decoding: bytes, as: UTF8.self))
    case .array: self = .none
    }
  }
}

extension InfoMetadata.Value: Codable {
  /// Writes the bare value; null for ``none``.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .string(let text): try container.encode(text)
    case .integer(let number): try container.encode(number)
    case .unsigned(let number): try container.encode(number)
    case .number(let number): try container.encode(number)
    case .bool(let flag): try container.encode(flag)
    case .none: try container.encodeNil()
    }
  }

  /// Reads a bare value; a number without a fraction is an integer.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .none
    } else if let flag = try? container.decode(Bool.self) {
      self = .bool(flag)
    } else if let number = try? container.decode(Int.self) {
      self = .integer(number)
    } else if let number = try? container.decode(UInt64.self) {
      self = .unsigned(number)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .string(try container.decode(String.self))
    }
  }
}
