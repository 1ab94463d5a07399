import ByteFiles

/// Rotary positions: queries and keys are turned by angles that grow with the position.
///
/// They have no parameters; what is checked here is what transformers, too, needs to compute the angles.
extension ModelConfiguration {
  /// What each way of stretching the angles needs to be told (transformers 5.23.0, `ROPE_INIT_FUNCTIONS`).
  private static let rotaryTypes: [(name: String, numbers: [String], lists: [String])] = [
    ("default", [], []), ("linear", ["factor"], []), ("dynamic", ["factor"], []), ("yarn", ["factor"], []),
    ("longrope", [], ["short_factor", "long_factor"]), ("proportional", [], []),
    ("llama3", ["factor", "low_freq_factor", "high_freq_factor"], []),
  ]

  /// A family's own names for `rope_theta` and `partial_rotary_factor`, and what it takes for the latter.
  struct RotaryNames {
    var base = "rope_theta"
    var part = "partial_rotary_factor"
    /// How much of a head is turned where nothing says it.
    var defaultPart = 1.0
  }

  /// Checks the angles that all layers share.
  ///
  /// `headWidth` is the width of a head, `mustBeEven` whether all of it is turned by pairs; of `types`, others are refused.
  func checkRotaryPositions(
    headWidth: Int, mustBeEven: Bool, layerTypes: [String] = [], types: [String]? = nil, names: RotaryNames = .init()
  ) throws {
    let field = hasMembers("rope_scaling") ? "rope_scaling" : "rope_parameters"
    let parameters = try section(field)
    // Angles for each type of layer are for families that have them.
    for type in layerTypes where parameters[type] != nil {
      throw parameters.wrong(type, "no angles by types of layers", parameters[type] ?? .null)
    }
    if parameters["rope_theta"] == nil { try checkNumber(names.base) }
    if parameters["partial_rotary_factor"] == nil { try checkNumber(names.part, notNegative: true) }
    try parameters.checkRotaryParameters(types: types)
    let part = parameters["partial_rotary_factor"]?.double ?? self[names.part]?.double ?? names.defaultPart
    // By this way of stretching, angles are divided by what is left of two values.
    let turned = (Double(headWidth) * part).rounded(.towardZero)
    if turned == 2, parameters["rope_type"] ?? parameters["type"] == .string("dynamic") {
      throw parameters.wrong("rope_type", "another type for heads of two values", .string("dynamic"))
    }
    // Of two values that turn together there is one factor each.
    for list in ["short_factor", "long_factor"] where types != nil {
      guard let count = parameters[list]?.array?.count, Double(count) != (turned / 2).rounded(.down) else { continue }
      throw parameters.wrong(list, "one number for each pair of values that is turned", .integer(count))
    }
    if mustBeEven && part == 1 { try checkIsEven(headWidth) }
  }

  /// Checks that a head can be turned by pairs; very small ones, which only tests have, are let be.
  private func checkIsEven(_ headWidth: Int) throws {
    guard headWidth <= 4 || headWidth.isMultiple(of: 2) else {
      throw ArchitecturesError.field(
        file: file, field: path("head_dim"), expected: "an even number for rotary positions", found: String(headWidth))
    }
  }

  /// Checks the angles of each type of layer; `both` says that `rope_scaling` is for both types, and `full` and `sliding`
  /// are the fields that tell the base of each where nothing else does.
  func checkRotaryPositions(
    headWidth: Int, mustBeEven: Bool, byLayerTypes types: [String], scalesBoth both: Bool, full: String, sliding: String
  ) throws {
    if mustBeEven { try checkIsEven(headWidth) }
    let parameters = try section("rope_parameters")
    for type in Set(types).sorted() {
      let isUsual = type == "full_attention" || type == "sliding_attention"
      guard isUsual || parameters[type] != nil else {
        throw ArchitecturesError.field(
          file: file, field: parameters.path(type), expected: "the angles of layers of this type", found: "nothing")
      }
      let own = try parameters.section(type)
      try own.checkRotaryParameters(types: nil)
      if isUsual && own["rope_theta"] == nil { try checkNumber(type == "full_attention" ? full : sliding) }
    }
    guard hasMembers("rope_scaling") else { return }
    let scaled = ["full_attention"] + (both ? ["sliding_attention"] : [])
    for type in scaled where self["rope_parameters"].map({ $0 != .null }) == true && parameters[type] == nil {
      throw ArchitecturesError.field(
        file: file, field: parameters.path(type), expected: "the angles that rope_scaling changes", found: "nothing")
    }
    try section("rope_scaling").checkRotaryParameters(types: nil)
  }

  /// Checks one set of angles, which this configuration is.
  private func checkRotaryParameters(types: [String]?) throws {
    let field = self["rope_type"] == nil ? "type" : "rope_type"
    let known = Self.rotaryTypes.filter { types?.contains($0.name) ?? true }
    var name = self[field] ?? .string("default")
    // What Phi-3's first releases call so.
    if types != nil, name == .string("yarn") || name == .string("su") && self["original_max_position_embeddings"] != nil
    {
      name = .string("longrope")
    }
    guard let type = known.first(where: { .string($0.name) == name }) else {
      throw wrong(field, "one of \(known.map(\.name).joined(separator: ", "))", name)
    }
    try checkNumber("rope_theta")
    try checkNumber("partial_rotary_factor", notNegative: true)
    for number in type.numbers where self[number]?.double == nil {
      throw wrong(number, "a number for rotary positions of type \(type.name)", self[number] ?? .null)
    }
    for list in type.lists where self[list]?.array?.allSatisfy({ $0.double != nil }) != true {
      throw wrong(list, "a list of numbers for rotary positions of type \(type.name)", self[list] ?? .null)
    }
  }

  /// Checks that a field is missing or a number, which true and false are to Python.
  private func checkNumber(_ field: String, notNegative: Bool = false) throws {
    guard let value = self[field] else { return }
    guard let number = value.double ?? (value.bool == nil ? nil : 1), number >= 0 || !notNegative else {
      throw wrong(field, "a number", value)
    }
  }

  private func hasMembers(_ field: String) -> Bool {
    switch self[field] {
    case nil, .null?, .object([])?: false
    default: true
    }
  }
}
