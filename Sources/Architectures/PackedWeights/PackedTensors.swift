package import Checkpoints
import SafeText
import Tensors

/// A tensor as the model has it: one of the file, or what several of them stand for together.
package struct LogicalTensor: Equatable, Sendable {
  /// Name, shape and type of what it stands for.
  ///
  /// The bytes are those of all parts. Of a packed one ``TensorInfo/typeName`` says how it is packed, and ``TensorInfo/dtype`` which
  /// type its values have; nil where it cannot be read.
  package let info: TensorInfo
  /// The tensors of the file that it is made of, the one with the numbers first.
  package let parts: [TensorInfo]
  /// How it is packed; nil for a tensor that stands for itself.
  package let packing: Packing?

  /// A tensor that is packed so, or stands for itself.
  package init(info: TensorInfo, parts: [TensorInfo], packing: Packing?) {
    self.info = info
    self.parts = parts
    self.packing = packing
  }
}

/// Weights that a quantiser packed: several tensors of a file that stand for one matrix.
package enum PackedTensors {
  /// The tensors of `checkpoint` as the model has them, in the file's order of their first parts.
  ///
  /// - Parameter configuration: Says with how many bits MLX packed; without it four are taken, in groups of 64, as MLX does.
  package static func merged(_ checkpoint: Checkpoint, configuration: ModelConfiguration?) -> [LogicalTensor] {
    merged(checkpoint.infos, configuration: configuration) { info in
      guard info.byteCount <= QuantState.limit, let tensor = try? checkpoint.tensor(named: info.name) else { return [] }
      return tensor.withUnsafeBytes { Array($0) }
    }
  }

  /// The same of a list of `tensors`; `bytes` gives the content of a small one.
  static func merged(
    _ tensors: [TensorInfo], configuration: ModelConfiguration?, bytes: @escaping (TensorInfo) -> [UInt8] = { _ in [] }
  ) -> [LogicalTensor] {
    guard tensors.contains(where: PackedParts.mayHoldPacked) else {
      return tensors.map { LogicalTensor(info: $0, parts: [$0], packing: nil) }
    }
    let parts = PackedParts(tensors, configuration: configuration, bytes: bytes)
    let found = tensors.map { parts.logical($0) }
    var used: Set<ExactName> = []
    for tensor in found.compactMap({ $0 }) { used.formUnion(tensor.parts.map { ExactName($0.name) }) }
    return zip(tensors, found).compactMap { tensor, packed in
      if let packed { return packed }
      guard !used.contains(ExactName(tensor.name)) else { return nil }
      return LogicalTensor(info: tensor, parts: [tensor], packing: nil)
    }
  }

  // MARK: Names alone

  /// What the names of parts end with, beside the name of what they stand for without its `.weight`.
  private static let partEndings = [
    ".scales", ".biases", ".qweight", ".qzeros", ".g_idx", ".SCB", ".weight_format", ".weight_packed", ".weight_scale",
    ".weight_scale_inv", ".scale", ".weight_shape", ".weight_zero_point", ".weight_g_idx", ".weight_global_scale",
    ".input_scale",
    ".weight.absmax", ".weight.quant_map", ".weight.nested_absmax", ".weight.nested_quant_map",
    ".weight.quant_state.bitsandbytes__nf4", ".weight.quant_state.bitsandbytes__fp4",
  ]

  /// The name of what a tensor called `name` stands for: `wte.qweight` -> `wte.weight`.
  static func logicalName(of name: String) -> String {
    for ending in [".qweight", ".weight_packed"] where name.hasSuffix(ending) {
      return name.dropLast(ending.count) + ".weight"
    }
    return name.hasSuffix("_blocks") ? String(name.dropLast("_blocks".count)) : name
  }

  /// The names among `names` of all parts of the tensor that the model calls `name`: `name` itself where it is plain.
  package static func names(of name: String, in names: [String]) -> [String] {
    names.filter { logicalName(of: $0).utf8.elementsEqual(name.utf8) }.flatMap { [$0] + partNames(of: $0, in: names) }
  }

  /// Those of `names` under which parts of what `name` stands for would be, without `name` itself.
  static func partNames(of name: String, in names: [String]) -> [String] {
    let logical = logicalName(of: name)
    let base = logical.hasSuffix(".weight") ? String(logical.dropLast(".weight".count)) : logical
    let wanted = Set((partEndings.map { base + $0 } + [logical + "_scales"]).map(ExactName.init))
    return names.filter { wanted.contains(ExactName($0)) && !$0.utf8.elementsEqual(name.utf8) }
  }
}
