/// GGUF's block types made floats: 32 small integers share a half-precision scale.
///
/// The products and sums are rounded one by one, without a fused multiply-add, so that every value has the same bits as
/// the reference's (`gguf.quants.dequantize`).
enum QuantisedBlocks {
  /// A block is scale, then 32 signed bytes: value = scale × byte.
  static func convertQ8_0(_ source: UnsafeRawPointer, blocks: Int, into target: UnsafeMutablePointer<Float>) {
    // SAFETY: `ElementConversion.convert` checked that source and target hold this many whole blocks.
    for block in 0..<blocks {
      let bytes = source + block &* 34
      let values = target + block &* 32
      let scale = half(bytes, 0)
      for index in 0..<32 {
        values[index] = scale * Float(bytes.loadUnaligned(fromByteOffset: 2 &+ index, as: Int8.self))
      }
    }
  }

  /// A block is scale, then 16 bytes: value = scale × (nibble - 8).
  ///
  /// The low nibbles are elements 0 to 15, the high ones elements 16 to 31.
  static func convertQ4_0(_ source: UnsafeRawPointer, blocks: Int, into target: UnsafeMutablePointer<Float>) {
    // SAFETY: as above.
    for block in 0..<blocks {
      let bytes = source + block &* 18
      let values = target + block &* 32
      let scale = half(bytes, 0)
      for index in 0..<16 {
        let pair = Int32(bytes.loadUnaligned(fromByteOffset: 2 &+ index, as: UInt8.self))
        values[index] = scale * Float(pair & 0x0F &- 8)
        values[16 &+ index] = scale * Float(pair >> 4 &- 8)
      }
    }
  }

  /// A block is scale, minimum, then 16 bytes: value = scale × nibble + minimum, in the order of Q4_0.
  static func convertQ4_1(_ source: UnsafeRawPointer, blocks: Int, into target: UnsafeMutablePointer<Float>) {
    // SAFETY: as above.
    for block in 0..<blocks {
      let bytes = source + block &* 20
      let values = target + block &* 32
      let scale = half(bytes, 0)
      let minimum = half(bytes, 2)
      for index in 0..<16 {
        let pair = Int32(bytes.loadUnaligned(fromByteOffset: 4 &+ index, as: UInt8.self))
        values[index] = scale * Float(pair & 0x0F) + minimum
        values[16 &+ index] = scale * Float(pair >> 4) + minimum
      }
    }
  }

  @inline(__always)
  private static func half(_ bytes: UnsafeRawPointer, _ offset: Int) -> Float {
    HalfPrecision.float(half: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
  }
}
