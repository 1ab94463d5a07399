import ByteFiles
import Checkpoints
import Tensors

/// One function per way of packing: it says what a main part stands for, or nil where the other parts do not bear it out.
extension PackedParts {
  // MARK: MLX

  /// `weight` [.., rows, words], `scales` and `biases` [.., rows, groups] (mlx.nn.quantize; the newer modes have no biases).
  func mlx(_ main: TensorInfo, _ base: String) -> LogicalTensor? {
    let stated = try? MLXSetting.stated(for: base, in: configuration)
    let scales = self[base + ".scales"]
    let groups = scales.flatMap { groupCount(of: main, $0) }
    // A layer that does not fit what is stated can still be described; reading it says what does not fit.
    for setting in (stated.map { [$0] } ?? []) + MLXSetting.all(hasBiases: self[base + ".biases"] != nil) {
      guard let last = main.shape.dimensions.last, let columns = count(words: last, bits: setting.bits) else {
        continue
      }
      guard groups.map({ columns == SaturatingSum.product($0, setting.groupSize) }) ?? (setting == stated) else {
        continue
      }
      return make(
        main.name, main.shape.dimensions.dropLast() + [columns], main, [base + ".scales", base + ".biases"],
        .mlx(setting),
        readAs: setting == stated ? PackedTensors.valueType(ofScales: scales) : nil)
    }
    return nil
  }

  /// How many groups a row has by its scales; nil where those are not of the same rows.
  private func groupCount(of main: TensorInfo, _ scales: TensorInfo) -> Int? {
    let (words, scales) = (main.shape.dimensions, scales.shape.dimensions)
    guard words.count >= 2, words.count == scales.count, words.dropLast().elementsEqual(scales.dropLast()),
      let groups = scales.last, groups > 0
    else { return nil }
    return groups
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
    let scales = PackedTensors.scaleEndings.map { base + $0 }
    guard scales.contains(where: { self[$0] != nil }) else { return nil }
    let values = PackedTensors.valueType(ofScales: scales.lazy.compactMap { self[$0] }.first)
    return make(
      main.name, main.shape.dimensions, main, scales + [base + ".input_scale"], .scaled(type: main.typeName),
      readAs: main.dtype?.isReal == true ? values : nil)
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
