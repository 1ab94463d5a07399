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
    if let alias, self[alias] != nil {
      // Both must be whole numbers, as transformers looks at both.
      _ = try optionalInteger(field, default: standard, in: Int.min...Int.max, orNull: orNull)
      return try optionalInteger(alias, default: standard, in: range, orNull: orNull)
    }
    switch self[field] {
    case nil: return standard
    case .integer(let number)? where range.contains(number): return number
    case .null? where orNull: return nil
    case let other?:
      let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)" + (orNull ? " or null" : "")
      throw wrong(field, expected, other)
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

  /// A number with a decimal point, or null, which Python prints as `None`.
  func optionalFloat(_ field: String, default standard: Double) throws -> PythonNumber? {
    self[field] == .null ? nil : try float(field, default: standard)
  }

  /// Checks that `whole`, a number of `field`, is shared evenly by a number of heads, which is none too few.
  func requireMultiple(_ whole: Int, _ field: String, ofHeads heads: Int, _ headsField: String) throws {
    guard heads > 0, whole.isMultiple(of: heads) else {
      throw conflict(
        field, headsField, rule: "the width must be a multiple of the number of heads", found: "\(whole) and \(heads)")
    }
  }

  /// Checks that a size is not zero.
  func requirePositive(_ value: Int, _ field: String) throws {
    guard value > 0 else { throw wrong(field, "a number above 0", .integer(value)) }
  }

  /// The row of a table of `rows` rows that stands for padding, as PyTorch has it: a negative number counts from the end.
  ///
  /// `rowsField` is the field that says how many rows there are.
  func row(of padding: Int?, _ field: String = "pad_token_id", among rows: Int, _ rowsField: String) throws -> Int? {
    guard let padding else { return nil }
    guard rows > 0, (-rows..<rows).contains(padding) else {
      throw conflict(
        rowsField, field, rule: "the padding token must have a row in the table", found: "\(rows) and \(padding)")
    }
    return padding < 0 ? padding + rows : padding
  }

  /// The id of the padding token, as it is in the file.
  func paddingToken(default standard: Int?) throws -> Int? {
    try optionalInteger("pad_token_id", default: standard, in: -(1 << 31)...(1 << 31))
  }

  /// Checks that fields which say nothing about the tree are missing or numbers.
  func checkNumbers(_ fields: String...) throws {
    for field in fields {
      if let value = self[field], value.double == nil { throw wrong(field, "a number", value) }
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
      throw unsupported("per_layer_config", other)
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

  func unsupported(_ field: String, _ found: JSONValue) -> ArchitecturesError {
    .unsupported(file: file, field: path(field), found: Self.describe(found))
  }

  func wrong(_ field: String, _ expected: String, _ found: JSONValue) -> ArchitecturesError {
    .field(file: file, field: path(field), expected: expected, found: Self.describe(found))
  }

  /// The error for fields that do not go together; `rule` says what must hold.
  func conflict(_ fields: String..., rule: String, found: String) -> ArchitecturesError {
    .conflict(file: file, fields: fields.map(path), rule: rule, found: found)
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
