import ByteFiles
import Checkpoints
import Tensors

/// A matrix of 8-bit floats with scales beside it: one for all, one per row, or one per block.
///
/// A value is scale · number in 32 bits, rounded to the type of the scales, as transformers has it when it loads such weights
/// without keeping them packed.
struct ScaledMatrix {
  private let parts: NamedParts
  private let name: String
  /// The rows and columns of a block, where the configuration states them.
  private let statedBlock: [Int]?

  init(_ name: String, in checkpoint: Checkpoint, _ configuration: ModelConfiguration?) {
    self.name = name
    parts = NamedParts(checkpoint: checkpoint, base: String(name.dropLast(".weight".count)))
    let block = configuration?["quantization_config"]?["weight_block_size"]?.array?.compactMap(\.integer)
    statedBlock = block.flatMap { $0.count == 2 && $0.allSatisfy { $0 > 0 } ? $0 : nil }
  }

  func tensor() throws -> Tensor {
    let numbers = try parts.part(".weight", DType.allCases.filter(PackedParts.isFloat8))
    let found = PackedTensors.scaleEndings.filter { parts.info($0) != nil }
    guard let ending = found.first, found.count == 1 else {
      throw ArchitecturesError.field(
        file: parts.info(".weight")?.file ?? "", field: name, expected: "scales of one name",
        found: found.isEmpty ? "none" : found.map { parts.base + $0 }.joined(separator: ", "))
    }
    let scales = try parts.part(ending, [.float32, .bfloat16, .float16, .uint8, .float8E8M0])
    guard let info = parts.info(ending), let valueType = PackedTensors.valueType(ofScales: info) else {
      throw ArchitecturesError.field(
        file: parts.checkpoint.files.first ?? "", field: parts.base + ending, expected: "scales",
        found: "\(scales.dtype)")
    }
    let dimensions = numbers.shape.dimensions
    guard dimensions.count == 2, let scheme = scheme(rows: dimensions[0], columns: dimensions[1], info.shape),
      let packed = PackedNumbers(
        scheme, typeName: Packing.scaled(type: numbers.dtype.rawValue).name, valueType: valueType, rows: dimensions[0],
        columns: dimensions[1], numbers: numbers, scales: scales, biases: nil)
    else {
      throw ArchitecturesError.field(
        file: info.file, field: info.name,
        expected: "one scale for all, one per row or one per block of \(numbers.shape)"
          + (statedBlock.map { " by config.json's weight_block_size \($0)" } ?? ""),
        found: "the shape \(info.shape)")
    }
    return Tensor(name: name, packed: packed)
  }

  /// Which numbers share a scale; nil where `scales` do not fit.
  private func scheme(rows: Int, columns: Int, _ scales: Shape) -> PackedNumbers.Scheme? {
    guard rows > 0, columns > 0 else { return nil }
    if scales.elementCount == 1 { return .tiles(rows: rows, columns: columns) }
    if scales.dimensions == [rows] { return .tiles(rows: 1, columns: columns) }
    guard scales.dimensions.count == 2, scales.dimensions.allSatisfy({ $0 > 0 }) else { return nil }
    let (down, across) = (scales.dimensions[0], scales.dimensions[1])
    if let block = statedBlock {
      let fits = (rows - 1) / block[0] + 1 == down && (columns - 1) / block[1] + 1 == across
      return fits ? .tiles(rows: block[0], columns: block[1]) : nil
    }
    guard rows % down == 0, columns % across == 0 else { return nil }
    return .tiles(rows: rows / down, columns: columns / across)
  }
}
