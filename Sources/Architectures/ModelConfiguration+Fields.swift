import ByteFiles

/// One field each, with the type that transformers demands and the default that it has.
///
/// A field may have an alias: a second name, which wins where the file has both.
extension ModelConfiguration {
  /// A whole number within `range`; a missing field is `standard`.
  ///
  /// As in Python, `2.0` and `true` are no whole numbers.
  func integer(_ field: String, alias: String? = nil, default standard: Int, in range: ClosedRange<Int>) throws -> Int {
    guard let value = try optionalInteger(field, alias: alias, default: standard, in: range, orNull: false) else {
      return standard
    }
    return value
  }

  /// A whole number within `range` or null; a missing field is `standard`.
  func optionalInteger(
    _ field: String, alias: String? = nil, default standard: Int? = nil, in range: ClosedRange<Int>, orNull: Bool = true
  ) throws -> Int? {
    let (name, value) = lookUp(field, alias)
    switch value {
    case nil: return standard
    case .integer(let number)? where range.contains(number): return number
    case .null? where orNull: return nil
    case let other?:
      let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)" + (orNull ? " or null" : "")
      throw wrong(name, expected, other)
    }
  }

  /// The probability with which a dropout layer drops a value: a number from 0 to 1, printed as it is written.
  func probability(_ field: String, default standard: Double = 0.1) throws -> PythonNumber {
    let number: PythonNumber
    switch self[field] {
    case nil: return .float(standard)
    case .integer(let value)?: number = .integer(value)
    case .double(let value)?: number = .float(value)
    case let other?: throw wrong(field, "a number from 0 to 1", other)
    }
    guard (0...1).contains(number.value) else {
      throw wrong(field, "a number from 0 to 1", self[field] ?? .null)
    }
    return number
  }

  /// A number with a decimal point or an exponent; transformers refuses a whole one.
  func float(_ field: String, default standard: Double) throws -> PythonNumber {
    switch self[field] {
    case nil: return .float(standard)
    case .double(let value)?: return .float(value)
    case let other?: throw wrong(field, "a number with a decimal point", other)
    }
  }

  /// True or false.
  func bool(_ field: String, default standard: Bool) throws -> Bool {
    switch self[field] {
    case nil: return standard
    case .bool(let value)?: return value
    case let other?: throw wrong(field, "true or false", other)
    }
  }

  /// The name of an activation function.
  func activation(_ field: String, default standard: String) throws -> ModuleTree {
    let name: String
    switch self[field] {
    case nil: name = standard
    case .string(let value)?: name = value
    case let other?: throw wrong(field, "the name of an activation function", other)
    }
    guard let module = ModuleTree.activation(name) else {
      throw wrong(field, "one of \(ModuleTree.activationNames.joined(separator: ", "))", .string(name))
    }
    return module
  }

  /// Throws for a file that changes single layers, which no family here knows how to do.
  func refusePerLayerChanges() throws {
    switch self["per_layer_config"] {
    case nil, .null?, .object([])?: return
    case let other?:
      throw ArchitecturesError.unsupported(file: file, field: "per_layer_config", found: Self.describe(other))
    }
  }

  /// The type that the parameters have when the model is loaded; nil where the file does not say.
  ///
  /// `dtype` goes before its older name `torch_dtype`.
  package func parameterType() throws -> ParameterType? {
    for field in ["dtype", "torch_dtype"] {
      switch self[field] {
      case nil, .null?: continue
      case .string(let name)?:
        guard let type = ParameterType(torchName: name) else {
          throw wrong(field, "the name of a floating-point type of PyTorch, such as float32", .string(name))
        }
        return type
      case let other?: throw wrong(field, "the name of a type", other)
      }
    }
    return nil
  }

  private func lookUp(_ field: String, _ alias: String?) -> (name: String, value: JSONValue?) {
    if let alias, let value = self[alias] { return (alias, value) }
    return (field, self[field])
  }

  private func wrong(_ field: String, _ expected: String, _ found: JSONValue) -> ArchitecturesError {
    .field(file: file, field: field, expected: expected, found: Self.describe(found))
  }
}

/// The largest sizes that are believed.
///
/// They are far above every real model's, and low enough that no count of parameters or bytes made of them overflows: a
/// layer has less than 2^45 parameters of at most 8 bytes, and there are less than 2^14 layers.
enum SizeLimit {
  static let width = 0...(1 << 20)
  static let rows = 0...(1 << 31)
  static let layers = 0...10_000
}
