/// How a matrix of numbers is packed into the tensors of a file.
package enum Packing: Equatable, Sendable {
  /// MLX: numbers of a few bits in 32-bit words, with a scale, and for whole numbers a bias, per group of a row.
  case mlx(MLXSetting)
  /// bitsandbytes: 4 bits that name one of 16 values, with a largest magnitude per block: `nf4`, `fp4`.
  case bitsandbytes4(kind: String)
  /// bitsandbytes: 8 bits with a scale per row.
  case bitsandbytes8
  /// GPTQ: `bits` each in 32-bit words down the columns.
  case gptq(bits: Int, groupSize: Int)
  /// AWQ: `bits` each in 32-bit words along the rows.
  case awq(bits: Int, groupSize: Int)
  /// compressed-tensors: `bits` each in words along the rows.
  case compressed(bits: Int)
  /// Floats of 8 bits, by the file's name of their type, with scales beside them.
  case scaled(type: String)
  /// Floats of 4 bits with a shared exponent per 32 of them.
  case mxfp4

  /// What a person is told: `MLX 4-bit (groups of 64)`.
  package var name: String {
    switch self {
    case .mlx(let setting): setting.name
    case .bitsandbytes4(let kind): "bitsandbytes 4-bit (\(kind))"
    case .bitsandbytes8: "bitsandbytes 8-bit"
    case .gptq(let bits, let groupSize): "GPTQ \(bits)-bit (groups of \(groupSize))"
    case .awq(let bits, let groupSize): "AWQ \(bits)-bit (groups of \(groupSize))"
    case .compressed(let bits): "compressed-tensors \(bits)-bit"
    case .scaled(let type): "\(type) with scales"
    case .mxfp4: "MXFP4"
    }
  }
}
