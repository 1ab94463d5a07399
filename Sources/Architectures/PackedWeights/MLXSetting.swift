import ByteFiles

/// How MLX packed a matrix: what `mlx.core.quantize` was told.
package struct MLXSetting: Equatable, Sendable {
  /// What the numbers are, by MLX's own names.
  package enum Mode: String, CaseIterable, Sendable {
    /// Whole numbers, with a scale and a bias per group.
    case affine
    /// Floats of 4 or 8 bits with a scale per group: a power of two, or with nvfp4 a float of 8 bits.
    case mxfp4, mxfp8, nvfp4

    /// The numbers of bits that there are, MLX's own choice first.
    var allBits: [Int] {
      switch self {
      case .affine: [4, 8, 2, 3, 5, 6, 1]
      case .mxfp4, .nvfp4: [4]
      case .mxfp8: [8]
      }
    }

    /// The sizes of groups that there are, MLX's own choice first.
    var groupSizes: [Int] {
      switch self {
      case .affine: [64, 32, 128]
      case .mxfp4, .mxfp8: [32]
      case .nvfp4: [16]
      }
    }
  }

  let mode: Mode
  let bits: Int
  let groupSize: Int

  /// What a person is told: `MLX 4-bit (groups of 64)`, `MLX mxfp4 (groups of 32)`.
  var name: String { "MLX \(mode == .affine ? "\(bits)-bit" : mode.rawValue) (groups of \(groupSize))" }

  /// All that is possible, MLX's own choices first.
  static func all(hasBiases: Bool) -> [MLXSetting] {
    Mode.allCases.filter { ($0 == .affine) == hasBiases }.flatMap { mode in
      mode.groupSizes.flatMap { size in mode.allBits.map { MLXSetting(mode: mode, bits: $0, groupSize: size) } }
    }
  }

  // MARK: What the configuration states

  /// What `configuration` states for the layer `base`, or else for all layers; nil where it states nothing.
  ///
  /// Throws when what it states is none of MLX's settings.
  static func stated(for base: String, in configuration: ModelConfiguration?) throws -> MLXSetting? {
    guard let configuration else { return nil }
    for field in ["quantization", "quantization_config"] {
      // Other quantisers name themselves.
      guard let all = configuration[field], all.members != nil, all["quant_method"] == nil else { continue }
      let own = all[base].flatMap { $0.members == nil ? nil : $0 }
      let path = own == nil ? field : "\(field).\(base)"
      return try MLXSetting(own ?? all, field: path, file: configuration.file)
    }
    return nil
  }

  private init(_ fields: JSONValue, field: String, file: String) throws {
    let mode = fields["mode"] ?? .string(Mode.affine.rawValue)
    guard let named = mode.string.flatMap(Mode.init(rawValue:)) else {
      throw ArchitecturesError.field(
        file: file, field: "\(field).mode", expected: Mode.allCases.map(\.rawValue).joined(separator: ", "),
        found: ModelConfiguration.describe(mode))
    }
    /// The value of `key` when it is among `allowed`, of which the first is meant where it is missing.
    func number(_ key: String, _ allowed: [Int]) throws -> Int {
      guard let value = fields[key], value != .null else { return allowed[0] }
      guard let number = value.integer, allowed.contains(number) else {
        let list = allowed.sorted().map(String.init).joined(separator: ", ")
        throw ArchitecturesError.field(
          file: file, field: "\(field).\(key)", expected: "one of \(list) for MLX's \(named.rawValue)",
          found: ModelConfiguration.describe(value))
      }
      return number
    }
    self.mode = named
    bits = try number("bits", named.allBits)
    groupSize = try number("group_size", named.groupSizes)
  }

  private init(mode: Mode, bits: Int, groupSize: Int) {
    self.mode = mode
    self.bits = bits
    self.groupSize = groupSize
  }
}
