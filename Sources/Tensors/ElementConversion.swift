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
    case .float16: embedscope_convert_half(source, target.count, start)
    case .bfloat16: convert(source, target) { (bits: UInt16) in Float(bitPattern: UInt32(bits) << 16) }
    case .int64: convert(source, target) { (value: Int64) in Float(value) }
    case .int32: convert(source, target) { (value: Int32) in Float(value) }
    case .int16: convert(source, target) { (value: Int16) in Float(value) }
    case .int8: convert(source, target) { (value: Int8) in Float(value) }
    case .uint64: convert(source, target) { (value: UInt64) in Float(value) }
    case .uint32: convert(source, target) { (value: UInt32) in Float(value) }
    case .uint16: convert(source, target) { (value: UInt16) in Float(value) }
    case .uint8: convert(source, target) { (value: UInt8) in Float(value) }
    case .bool: convert(source, target) { (value: UInt8) in value == 0 ? 0 : 1 }
    case .q8_0: embedscope_convert_q8_0(source, target.count / 32, start)
    case .q4_0: embedscope_convert_q4_0(source, target.count / 32, start)
    case .q4_1: embedscope_convert_q4_1(source, target.count / 32, start)
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
