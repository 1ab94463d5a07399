import ByteFiles
import Checkpoints
import Tensors

/// One function per way of packing: it says what a main part stands for, or nil where the other parts do not bear it out.
extension PackedParts {
  // MARK: MLX

  /// `weight` [.., rows, words], `scales` and `biases` [.., rows, groups] (mlx.nn.quantize; the newer modes have no biases).
  func mlx(_ main: TensorInfo, _ base: String) -> LogicalTensor? {
    let words = main.shape.dimensions
    guard let scales = self[base + ".scales"]?.shape.dimensions, words.count >= 2, words.count == scales.count,
      words.dropLast().elementsEqual(scales.dropLast()), let groups = scales.last, groups > 0, let last = words.last
    else { return nil }
    for (bits, groupSize) in mlxSettings(base) {
      guard let columns = count(words: last, bits: bits), columns == SaturatingSum.product(groups, groupSize) else {
        continue
      }
      return make(
        main.name, words.dropLast() + [columns], main, [base + ".scales", base + ".biases"],
        .mlx(bits: bits, groupSize: groupSize))
    }
    return nil
  }

  /// What the configuration says for this layer, then for all, then MLX's own standard.
  private func mlxSettings(_ base: String) -> [(bits: Int, groupSize: Int)] {
    let holders = ["quantization", "quantization_config"].compactMap { configuration?[$0] }
    let stated = (holders.compactMap { $0[base] } + holders).compactMap { settings -> (bits: Int, groupSize: Int)? in
      guard let bits = settings["bits"]?.integer, let size = settings["group_size"]?.integer else { return nil }
      return (bits, size)
    }
    // What is stated is tried first; a layer that fits none of it was packed with another setting.
    return stated + [4, 8, 2, 3, 5, 6].map { ($0, 64) } + [4, 8].flatMap { [($0, 32), ($0, 128)] }
  }

  // MARK: bitsandbytes

  /// Two numbers a byte in a column of bytes; the shape is in a small piece of JSON beside them.
  func bitsandbytes4(_ main: TensorInfo) -> LogicalTensor? {
    let name = main.name
    guard self[name + ".absmax"] != nil, self[name + ".quant_map"] != nil, let bytes = main.shape.elementCount else {
      return nil
    }
    let states = ["nf4", "fp4"].map { (kind: $0, name: "\(name).quant_state.bitsandbytes__\($0)") }
    let state = states.first { self[$0.name] != nil }
    let count = SaturatingSum.product(bytes, 2)
    let shape = state.flatMap { self[$0.name] }.flatMap { QuantState.shape(bytes: self.bytes($0), of: $0.name) }
    let stated = shape.flatMap { Shape($0).elementCount }
    let names = ["absmax", "quant_map", "nested_absmax", "nested_quant_map"].map { "\(name).\($0)" }
    // An odd number of values leaves half a byte.
    let isBorneOut = stated == count || stated == count - 1
    return make(
      name, isBorneOut ? shape ?? [count] : [count], main, names + states.map(\.name),
      .bitsandbytes4(kind: state?.kind ?? "4-bit"))
  }

  /// `weight` of signed bytes beside `SCB`, a scale per row.
  func bitsandbytes8(_ main: TensorInfo, _ base: String) -> LogicalTensor? {
    guard self[base + ".SCB"] != nil else { return nil }
    return make(
      main.name, main.shape.dimensions, main, [base + ".SCB", base + ".weight_format"], .bitsandbytes8)
  }

  // MARK: GPTQ and AWQ

  /// `qweight` [inputs in words, outputs], `qzeros` [groups, outputs in words], `scales` [groups, outputs].
  func gptq(_ main: TensorInfo, _ base: String) -> LogicalTensor? {
    guard let found = gridOfGroups(main, base), found.columns == found.outputs,
      let inputs = count(words: found.rows, bits: found.bits)
    else { return nil }
    return make(
      base + ".weight", [found.outputs, inputs], main, Self.gridParts(base),
      .gptq(bits: found.bits, groupSize: max(1, inputs / found.groups)))
  }

  /// `qweight` [inputs, outputs in words], and the others as GPTQ has them.
  func awq(_ main: TensorInfo, _ base: String) -> LogicalTensor? {
    guard let found = gridOfGroups(main, base), count(words: found.columns, bits: found.bits) == found.outputs else {
      return nil
    }
    return make(
      base + ".weight", [found.outputs, found.rows], main, Self.gridParts(base),
      .awq(bits: found.bits, groupSize: max(1, found.rows / found.groups)))
  }

  private static func gridParts(_ base: String) -> [String] {
    ["qzeros", "scales", "g_idx"].map { "\(base).\($0)" }
  }

  private func gridOfGroups(
    _ main: TensorInfo, _ base: String
  ) -> (rows: Int, columns: Int, groups: Int, outputs: Int, bits: Int)? {
    guard let scales = self[base + ".scales"]?.shape.dimensions, scales.count == 2, scales[0] > 0, scales[1] > 0,
      let zeros = self[base + ".qzeros"]?.shape.dimensions, zeros.count == 2, main.shape.dimensions.count == 2
    else { return nil }
    let bits = SaturatingSum.product(zeros[1], 32) / scales[1]
    guard (1...16).contains(bits) else { return nil }
    return (main.shape.dimensions[0], main.shape.dimensions[1], scales[0], scales[1], bits)
  }

  // MARK: Others

  /// `weight_packed` [.., rows, words] with `weight_scale`; words of 32 bits hold `num_bits` each, bytes two floats of 4.
  func compressed(_ main: TensorInfo, _ base: String) -> LogicalTensor? {
    guard self[base + ".weight_scale"] != nil, let last = main.shape.dimensions.last else { return nil }
    let isBytes = main.dtype == .uint8
    let bits = isBytes ? 4 : compressedBits ?? 4
    guard let columns = count(words: last, wordBits: isBytes ? 8 : 32, bits: bits) else { return nil }
    let names = ["scale", "zero_point", "g_idx", "shape", "global_scale"].map { "\(base).weight_\($0)" }
    return make(
      base + ".weight", main.shape.dimensions.dropLast() + [columns], main, names + [base + ".input_global_scale"],
      .compressed(bits: bits))
  }

  private var compressedBits: Int? {
    let groups = configuration?["quantization_config"]?["config_groups"]?.members
    return groups?.lazy.compactMap { $0.value["weights"]?["num_bits"]?.integer }.first
  }

  /// Bytes with scales for the whole, its rows or its blocks.
  func scaled(_ main: TensorInfo, _ base: String) -> LogicalTensor? {
    let scales = ["weight_scale", "weight_scale_inv", "scale"].map { "\(base).\($0)" }
    guard scales.contains(where: { self[$0] != nil }) else { return nil }
    return make(
      main.name, main.shape.dimensions, main, scales + [base + ".input_scale"], .scaled(type: main.typeName))
  }

  /// `_blocks` [.., groups, 16] of bytes with `_scales` [.., groups]: 32 numbers a group.
  func mxfp4(_ main: TensorInfo, _ base: String) -> LogicalTensor? {
    let blocks = main.shape.dimensions
    guard main.dtype == .uint8, blocks.count >= 2, blocks.last == 16, let scales = self[base + "_scales"],
      scales.shape.dimensions.elementsEqual(blocks.dropLast())
    else { return nil }
    let columns = SaturatingSum.product(blocks[blocks.count - 2], 32)
    return make(base, blocks.dropLast(2) + [columns], main, [base + "_scales"], .mxfp4)
  }
}

/// What bitsandbytes says about a packed matrix: a small piece of JSON, kept as a tensor of bytes.
enum QuantState {
  /// The largest that is read.
  static let limit = 1 << 16

  /// The shape of what is packed; nil where the bytes do not say one.
  static func shape(bytes: [UInt8], of name: String) -> [Int]? {
    guard !bytes.isEmpty, bytes.count <= limit else { return nil }
    let json = bytes.withUnsafeBytes { try? JSONValue($0, file: name) }
    guard let elements = json?["shape"]?.array else { return nil }
    let dimensions = elements.compactMap(\.integer)
    return dimensions.count == elements.count && dimensions.allSatisfy { $0 >= 0 } ? dimensions : nil
  }
}
