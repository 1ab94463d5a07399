import CVectorKernels

/// Stored elements of any type made 32-bit floats, in the order they are stored.
///
/// The values are those of NumPy's `astype(float32)`: rounded to the nearest, ties to even; a bfloat16 is the upper half of a
/// float. Each loop is plain enough for the compiler to make vector code of it; halves and quantised types have theirs in C,
/// where it takes the widest vectors that the processor has.
package enum ElementConversion {
  /// Converts the elements in `source` and writes them to `target`.
  ///
  /// - Precondition: `source` holds exactly `target.count` elements of `dtype`, in whole blocks.
  package static func convert(
    _ source: UnsafeRawBufferPointer, _ dtype: DType, into target: UnsafeMutableBufferPointer<Float>
  ) {
    let needed = dtype.byteCount(elements: target.count)
    precondition(source.count == needed, "\(source.count) bytes of \(dtype) for \(target.count) elements")
    guard let source = source.baseAddress, let start = target.baseAddress else { return }
    // SAFETY of the kernels: source and target hold this many whole blocks, as checked above.
    switch dtype {
    case .float32: UnsafeMutableRawBufferPointer(target).copyMemory(from: .init(start: source, count: target.count * 4))
    case .float64: convert(source, target) { (value: Double) in Float(value) }
    case .int64: convert(source, target) { (value: Int64) in Float(value) }
    case .int32: convert(source, target) { (value: Int32) in Float(value) }
    case .int16: convert(source, target) { (value: Int16) in Float(value) }
    case .int8: convert(source, target) { (value: Int8) in Float(value) }
    case .uint64: convert(source, target) { (value: UInt64) in Float(value) }
    case .uint32: convert(source, target) { (value: UInt32) in Float(value) }
    case .uint16: convert(source, target) { (value: UInt16) in Float(value) }
    case .uint8: convert(source, target) { (value: UInt8) in Float(value) }
    case .bool: convert(source, target) { (value: UInt8) in value == 0 ? 0 : 1 }
    default: kernel(dtype)?(source, target.count / dtype.elementsPerBlock, start)
    }
  }

  /// What converts so many blocks, or elements of a type without blocks; nil where a loop above does.
  private static func kernel(
    _ dtype: DType
  ) -> (@convention(c) (UnsafeRawPointer?, Int, UnsafeMutablePointer<Float>?) -> Void)? {
    switch dtype {
    case .float16: embedscope_convert_half
    case .bfloat16: embedscope_convert_bfloat
    case .float8E4M3: embedscope_convert_e4m3
    case .float8E5M2: embedscope_convert_e5m2
    case .float8E4M3FNUZ: embedscope_convert_e4m3_fnuz
    case .float8E5M2FNUZ: embedscope_convert_e5m2_fnuz
    case .float8E8M0: embedscope_convert_e8m0
    case .q4_0: embedscope_convert_q4_0
    case .q4_1: embedscope_convert_q4_1
    case .q5_0: embedscope_convert_q5_0
    case .q5_1: embedscope_convert_q5_1
    case .q8_0: embedscope_convert_q8_0
    case .q2_K: embedscope_convert_q2_k
    case .q3_K: embedscope_convert_q3_k
    case .q4_K: embedscope_convert_q4_k
    case .q5_K: embedscope_convert_q5_k
    case .q6_K: embedscope_convert_q6_k
    case .tq1_0: embedscope_convert_tq1_0
    case .tq2_0: embedscope_convert_tq2_0
    case .iq1_S: embedscope_convert_iq1_s
    case .iq1_M: embedscope_convert_iq1_m
    case .iq2_XXS: embedscope_convert_iq2_xxs
    case .iq2_XS: embedscope_convert_iq2_xs
    case .iq2_S: embedscope_convert_iq2_s
    case .iq3_XXS: embedscope_convert_iq3_xxs
    case .iq3_S: embedscope_convert_iq3_s
    case .iq4_NL: embedscope_convert_iq4_nl
    case .iq4_XS: embedscope_convert_iq4_xs
    case .mxfp4: embedscope_convert_mxfp4
    case .nvfp4: embedscope_convert_nvfp4
    case .float64, .float32, .bool: nil
    case .int64, .int32, .int16, .int8, .uint64, .uint32, .uint16, .uint8: nil
    }
  }

  @inline(__always)
  private static func convert<Element: BitwiseCopyable>(
    _ source: UnsafeRawPointer, _ target: UnsafeMutableBufferPointer<Float>, _ float: (Element) -> Float
  ) {
    guard let start = target.baseAddress else { return }
    // SAFETY: the caller checked that `source` holds `target.count` elements; mapped elements may be unaligned.
    for index in 0..<target.count {
      let offset = index &* MemoryLayout<Element>.stride
      start[index] = float(source.loadUnaligned(fromByteOffset: offset, as: Element.self))
    }
  }
}
