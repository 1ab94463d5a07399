extension Tensor {
  /// A matrix of floats in memory of its own, all zeros before `write` is given them.
  package static func owned(
    _ name: String, rows: Int, columns: Int, _ write: (UnsafeMutableBufferPointer<Float>) throws -> Void
  ) rethrows -> Tensor {
    let memory = FloatMemory(count: rows * columns)
    try write(memory.values)
    return Tensor(
      name: name, dtype: .float32, shape: Shape([rows, columns]), bytes: UnsafeRawBufferPointer(memory.values),
      owner: memory)
  }
}

/// What such a tensor keeps alive.
private final class FloatMemory: Sendable {
  // SAFETY: written before the tensor is made, read afterwards, freed in deinit.
  nonisolated(unsafe) let values: UnsafeMutableBufferPointer<Float>

  init(count: Int) {
    values = .allocate(capacity: count)
    values.initialize(repeating: 0)
  }

  deinit { values.deallocate() }
}
