import Checkpoints
import SafeText
import Tensors

/// All tensors of a file by their names, to find the parts that belong together.
struct PackedParts {
  private let byName: [ExactName: TensorInfo]
  let configuration: ModelConfiguration?
  let bytes: (TensorInfo) -> [UInt8]

  init(_ tensors: [TensorInfo], configuration: ModelConfiguration?, bytes: @escaping (TensorInfo) -> [UInt8]) {
    byName = Dictionary(tensors.map { (ExactName($0.name), $0) }) { first, _ in first }
    self.configuration = configuration
    self.bytes = bytes
  }

  /// The tensor called `name`; nil for none.
  subscript(name: String) -> TensorInfo? { byName[ExactName(name)] }

  /// Whether numbers may be packed into a tensor of this type: most files have none, and need no look at their names.
  static func mayHoldPacked(_ tensor: TensorInfo) -> Bool {
    switch tensor.dtype {
    case .int8, .uint8, .int32, .uint32: true
    default: tensor.dtype.map(isFloat8) ?? false
    }
  }

  /// What `main` holds the numbers of, where it is the main part of something packed.
  func logical(_ main: TensorInfo) -> LogicalTensor? {
    if let base = Self.base(of: main, ".qweight") { return gptq(main, base) ?? awq(main, base) }
    if let base = Self.base(of: main, ".weight_packed") { return compressed(main, base) }
    if let base = Self.base(of: main, "_blocks") { return mxfp4(main, base) }
    guard let base = Self.base(of: main, ".weight") else { return nil }
    switch main.dtype {
    case .uint32: return mlx(main, base)
    case .uint8: return bitsandbytes4(main)
    case .int8: return bitsandbytes8(main, base) ?? scaled(main, base)
    case let type? where Self.isFloat8(type): return scaled(main, base)
    default: return nil
    }
  }

  /// Whether numbers of this type may have scales beside them.
  static func isFloat8(_ type: DType) -> Bool {
    switch type {
    case .float8E4M3, .float8E5M2, .float8E4M3FNUZ, .float8E5M2FNUZ: true
    default: false
    }
  }

  private static func base(of tensor: TensorInfo, _ ending: String) -> String? {
    tensor.name.hasSuffix(ending) ? String(tensor.name.dropLast(ending.count)) : nil
  }

  /// A tensor of `shape` that `main` and those of `names` that are there stand for, of values of a type, where they can be read.
  func make(
    _ name: String, _ dimensions: [Int], _ main: TensorInfo, _ names: [String], _ packing: Packing,
    readAs dtype: DType? = nil
  ) -> LogicalTensor {
    let parts = [main] + names.compactMap { self[$0] }
    let info = TensorInfo(
      name: name, typeName: packing.name, dtype: dtype, shape: Shape(dimensions),
      byteCount: SaturatingSum.sum(parts.map(\.byteCount)), file: main.file)
    return LogicalTensor(info: info, parts: parts, packing: packing)
  }

  /// How many numbers of `bits` the `words` of `wordBits` hold; nil where that is no whole number.
  func count(words: Int, wordBits: Int = 32, bits: Int) -> Int? {
    guard (1...16).contains(bits) else { return nil }
    let all = SaturatingSum.product(words, wordBits)
    return all == .max || all % bits != 0 ? nil : all / bits
  }
}
