import Checkpoints
import Tensors

/// A matrix as MLX packs it: `weight` of 32-bit words, `scales`, and of whole numbers `biases`; values as `mlx.core.dequantize`
/// has them of scales and biases in 32 bits: of 16 bits, it would round each value to 16.
struct MLXMatrix {
  private let parts: NamedParts
  private let setting: MLXSetting
  private let name: String

  /// The matrix whose words are called `name`, packed as the configuration states.
  ///
  /// Sizes alone do not tell 4 bits in groups of 64 from 8 bits in groups of 32: throws where nothing is stated.
  init(_ name: String, in checkpoint: Checkpoint, _ configuration: ModelConfiguration?) throws {
    let base = String(name.dropLast(".weight".count))
    guard let setting = try MLXSetting.stated(for: base, in: configuration) else {
      throw CheckpointError.unreadableType(
        file: checkpoint.info(named: name)?.file ?? "", tensor: name,
        type: "MLX of an unknown number of bits (config.json has no quantization with bits and group_size)")
    }
    self.setting = setting
    self.name = name
    parts = NamedParts(checkpoint: checkpoint, base: base)
  }

  func tensor() throws -> Tensor {
    let words = try parts.part(".weight", [.uint32])
    let (rows, columns) = try size(of: words)
    let groups = Shape([rows, columns / setting.groupSize])
    let isAffine = setting.mode == .affine
    let scales = try parts.part(".scales", isAffine ? [.float16, .bfloat16, .float32] : [.uint8], groups)
    if !isAffine, let biases = parts.info(".biases") {
      throw ArchitecturesError.field(
        file: biases.file, field: biases.name, expected: "no biases with \(setting.name)", found: "\(biases.shape)")
    }
    let biases = isAffine ? try parts.part(".biases", [scales.dtype], groups) : nil
    guard let packed = packed(rows, columns, words, scales, biases) else {
      throw ArchitecturesError.field(
        file: parts.checkpoint.files.first ?? "", field: name, expected: setting.name, found: "\(words.shape)")
    }
    return Tensor(name: name, packed: packed)
  }

  /// How many rows and columns the words hold.
  private func size(of words: Tensor) throws -> (rows: Int, columns: Int) {
    let dimensions = words.shape.dimensions
    let bits = dimensions.last.map { SaturatingSum.product($0, 32) } ?? 0
    guard dimensions.count == 2, dimensions[0] > 0, bits > 0, bits < .max, bits % setting.bits == 0,
      bits / setting.bits % setting.groupSize == 0
    else {
      throw ArchitecturesError.field(
        file: parts.info(".weight")?.file ?? "", field: name,
        expected: "rows of words that hold whole groups of \(setting.groupSize) numbers of \(setting.bits) bits",
        found: "\(words.shape)")
    }
    return (dimensions[0], bits / setting.bits)
  }

  private func packed(_ rows: Int, _ columns: Int, _ words: Tensor, _ scales: Tensor, _ biases: Tensor?)
    -> PackedNumbers?
  {
    let scheme: PackedNumbers.Scheme
    var (numbers, scales) = (Optional(words), Optional(scales))
    switch setting.mode {
    case .affine: scheme = .affine(bits: setting.bits, groupSize: setting.groupSize)
    case .mxfp4: scheme = .fourBitFloats(groupSize: setting.groupSize)
    case .nvfp4:
      scheme = .fourBitFloats(groupSize: setting.groupSize)
      scales = scales?.viewed(as: .float8E4M3, Shape([rows, columns / setting.groupSize]))
    case .mxfp8:
      scheme = .tiles(rows: 1, columns: setting.groupSize)
      numbers = words.viewed(as: .float8E4M3, Shape([rows, columns]))
    }
    guard let numbers, let scales else { return nil }
    return PackedNumbers(
      scheme, typeName: setting.name, valueType: setting.mode == .affine ? .float32 : .bfloat16, rows: rows,
      columns: columns, numbers: numbers, scales: scales, biases: biases)
  }
}
